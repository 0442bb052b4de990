#!/bin/bash
# build-tfjs-node.sh FOLDER   put @tensorflow/tfjs-node into FOLDER/node_modules and build its addon, from npm and PyPI alone.
# The package's own install script fetches TensorFlow's C library from a storage host that many networks do not reach. The Python
# wheels of TensorFlow 2.12 and later have the same library: libtensorflow_cc.so.2 exports the C interface. (That of older wheels
# needs libpython.) The headers of Node-API come from npm, too, so node-gyp, which would download Node's, is not needed.
# Nothing is saved in FOLDER/package.json: the next `npm install` there removes the package again.
set -euo pipefail

FOLDER=$(cd "${1:?usage: $0 FOLDER}" && pwd)
TFJS=4.22.0
TENSORFLOW=2.15.1
NODE_API=8        # the highest version that the package names

die() { echo "build-tfjs-node.sh: $*" >&2; exit 1; }

[ "$(uname -sm)" = 'Linux x86_64' ] || die "the wheels are for Linux on x86_64; this is $(uname -sm)"
for program in node npm g++ unzip python3; do
  command -v "$program" >/dev/null || die "$program is needed and was not found"
done
python3 -m pip --version >/dev/null 2>&1 || die 'python3 has no pip, which fetches the wheel'

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

# Run quietly; show the end of the output and say what could not be done if it fails.
quiet() {
  local what=$1; shift
  "$@" >"$WORK/log" 2>&1 && return
  tail -n 15 "$WORK/log" >&2
  die "could not $what"
}

cd "$FOLDER"
PACKAGE=$FOLDER/node_modules/@tensorflow/tfjs-node
quiet "install @tensorflow/tfjs-node@$TFJS from the npm registry" \
  npm install --ignore-scripts --no-save --no-audit --no-fund "@tensorflow/tfjs-node@$TFJS"
quiet 'install the headers of Node-API from the npm registry' \
  npm install --ignore-scripts --no-audit --no-fund --prefix "$WORK/headers" node-api-headers@1.9.0
quiet "download tensorflow-cpu $TENSORFLOW from PyPI" \
  python3 -m pip download --no-deps --only-binary=:all: --python-version 3.11 -d "$WORK" "tensorflow-cpu==$TENSORFLOW"

quiet 'unpack the wheel' unzip -q "$WORK"/tensorflow_cpu-*.whl 'tensorflow/libtensorflow_cc.so.2' \
  'tensorflow/libtensorflow_framework.so.2' 'tensorflow/include/tensorflow/*.h' 'tensorflow/include/tsl/*.h' -d "$WORK/wheel"
rm -rf "$PACKAGE/deps"
mkdir -p "$PACKAGE/deps/lib" "$PACKAGE/lib/napi-v$NODE_API"
mv "$WORK"/wheel/tensorflow/libtensorflow_*.so.2 "$PACKAGE/deps/lib"

quiet 'compile the addon' g++ -shared -fPIC -O2 -std=c++17 -fno-exceptions -w -DNAPI_VERSION=$NODE_API \
  -I "$WORK/headers/node_modules/node-api-headers/include" -I "$WORK/wheel/tensorflow/include" -I "$PACKAGE" \
  "$PACKAGE/binding/tfjs_backend.cc" "$PACKAGE/binding/tfjs_binding.cc" \
  -L "$PACKAGE/deps/lib" -l:libtensorflow_cc.so.2 -l:libtensorflow_framework.so.2 \
  -Wl,-rpath,'$ORIGIN/../../deps/lib' -o "$PACKAGE/lib/napi-v$NODE_API/tfjs_binding.node"
