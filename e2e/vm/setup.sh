#!/bin/bash
# setup.sh [-t SECONDS] [base | CRATE...]   prepare a virtual machine with a sched_ext kernel and real schedulers.
#   base    the kernel, its example schedulers and wakebench only
#   CRATE   also these Rust schedulers of crates.io (default: scx_rusty), e.g. scx_rusty scx_bpfland scx_flash
#   -t      give up after that long (exit status 124); what is done by then is kept, and the next run goes on from there
# Everything goes to $SCHEDTUNA_VM; what is there already is kept, so a second run takes a moment. See README.md.
set -euo pipefail; shopt -s inherit_errexit

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
VM=$(realpath -m "${SCHEDTUNA_VM:-$HOME/.cache/schedtuna-vm}")
SCX_VERSION=${SCX_VERSION:-~1.1}            # a Cargo version requirement
EXAMPLES="scx_simple scx_qmap scx_central scx_flatcg"
CLANG=clang-22                              # scx_qmap of Linux 7.2 is refused by the verifier when built with 19 or 21
RUN_PKGS=(qemu-system-x86 qemu-system-common libelf1 zlib1g sudo)   # sudo: for tests in the guest
[ -x /usr/lib/qemu/virtiofsd ] || ! apt-cache show virtiofsd >/dev/null 2>&1 || RUN_PKGS+=(virtiofsd)   # Debian 13 and later
BUILD_PKGS=("$CLANG" gcc libc6-dev make pkg-config libelf-dev zlib1g-dev libzstd-dev libseccomp-dev libssl-dev python3 xz-utils)

say() { echo "setup.sh: $*" >&2; }
die() { say "$*"; exit 1; }
late() { say "no time left after $SECONDS s ($*); run it again to go on"; exit 124; }

# What runs in the background ends with this script, except a package manager at work.
RUNNING=''
stop() { trap '' INT TERM; say "stopped"; [ -z "$RUNNING" ] || kill "$RUNNING" 2>/dev/null || true; wait; exit 130; }
trap stop INT TERM

# Run quietly with the log's name $1; show the end of the output if it fails.
quiet() {
  local log=$VM/log/$1 rc=0 time; shift
  time=$(left "$*") || exit
  timeout -k 10 "$time" "$@" >"$log" 2>&1 </dev/null & RUNNING=$!
  wait "$RUNNING" || rc=$?
  RUNNING=''
  judge "$rc" "$log" "$@"
}
# The same for what must not be cut off: it is not started when the time is over.
patient() {
  local log=$VM/log/$1 rc=0; shift
  left "$*" >/dev/null || exit
  "$@" >"$log" 2>&1 </dev/null & wait $! || rc=$?
  judge "$rc" "$log" "$@"
}
left() { [ "$SECONDS" -lt "$LIMIT" ] || late "$1"; echo $((LIMIT - SECONDS)); }
judge() {
  local rc=$1 log=$2; shift 2
  [ "$rc" != 0 ] || return 0
  if [ "$rc" = 124 ] || [ "$rc" = 137 ]; then late "$*"; fi
  tail -n 30 "$log" >&2
  die "failed with status $rc: $* (log: $log)"
}

LIMIT=86400
while getopts t: o; do
  case $o in
    t) [[ $OPTARG =~ ^[1-9][0-9]{0,5}$ ]] || die "-t takes a number of seconds, not $OPTARG"; LIMIT=$OPTARG ;;
    *) die "usage: setup.sh [-t SECONDS] [base | CRATE...]" ;;
  esac
done
shift $((OPTIND - 1))
[ "$(uname -m)" = x86_64 ] || die "only x86_64 is supported"
command -v apt-get >/dev/null || die "needs Debian's apt-get"
CRATES=("$@")
[ $# -gt 0 ] || CRATES=(scx_rusty)
[ "${CRATES[0]}" != base ] || CRATES=()
for c in "${CRATES[@]}"; do [[ $c =~ ^scx_[a-z0-9_]+$ ]] || die "not a scheduler's crate name: $c"; done

mkdir -p "$VM/bin" "$VM/kernel" "$VM/log" "$VM/build"
exec 9>"$VM/.lock"; flock -n 9 || { say "waiting for another setup.sh"; flock -w "$LIMIT" 9 || late "another setup.sh"; }

install_pkgs() {
  local p missing=()
  for p in "$@"; do dpkg-query -Wf '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing+=("$p"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || die "run as root, or install first: ${missing[*]}"
  say "installing ${missing[*]}"
  quiet apt-update.log apt-get -o DPkg::Lock::Timeout=300 update
  patient apt-install.log env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}"
}

# The address of the Debian archive in this machine's apt configuration
archive() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
    awk -v c="$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)" '$1 == c && !u { u = $2 } END { print u }'
}
# An apt of our own for Debian sid (the only suite whose kernel has CONFIG_SCHED_CLASS_EXT): the machine's
# configuration is not touched, and nothing of sid is ever installed, only unpacked.
sid() {
  local d=$VM/build/sid uri
  if [ ! -s "$d/apt.conf" ]; then
    uri=${DEBIAN_MIRROR:-$(archive)}
    if [ -z "$uri" ]; then quiet apt-update.log apt-get update; uri=$(archive); fi   # images without package lists
    [ -n "$uri" ] || die "no Debian archive in the apt configuration; give its address in DEBIAN_MIRROR"
    mkdir -p "$d/lists/partial" "$d/archives/partial"; : > "$d/status"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri sid main" > "$d/sources.list"
    cat > "$d/apt.conf" <<E
Dir::State "$d"; Dir::State::status "$d/status"; Dir::Cache "$d";
Dir::Etc::sourcelist "$d/sources.list"; Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
#clear APT::Update::Post-Invoke; #clear APT::Update::Post-Invoke-Success;
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false"; Acquire::Languages "none"; APT::Sandbox::User "root";
E
    APT_CONFIG=$d/apt.conf quiet sid-update.log apt-get update
  fi
  (cd "$d/archives"; APT_CONFIG=$d/apt.conf "$@")
}
# Download sid's package $1 (version $2) and print the path of the file.
fetch() {
  local f
  ls "$VM/build/sid/archives/$1"_*.deb >/dev/null 2>&1 || sid quiet "download-$1.log" apt-get download "$1=$2"
  f=("$VM/build/sid/archives/$1"_*.deb); echo "${f[0]}"
}

get_kernel() {
  local kv ver pkg deb
  say "fetching the kernel"
  kv=$(sid apt-cache show linux-image-cloud-amd64 | sed -n 's/^Depends:.*linux-image-\([^ ,]*\)-cloud-amd64.*/\1/p' | head -n 1)
  pkg=linux-binary-unsigned-$kv-cloud-amd64
  ver=$(sid apt-cache show "$pkg" | sed -n 's/^Version: //p' | head -n 1)
  [ -n "$ver" ] || die "sid has no package $pkg"
  deb=$(fetch "$pkg" "$ver")
  dpkg --fsys-tarfile "$deb" | tar -xO --wildcards '*/vmlinuz*' > "$VM/kernel/vmlinuz.tmp"
  deb=$(fetch "linux-base-$kv-cloud-amd64" "$ver")
  dpkg --fsys-tarfile "$deb" | tar -xO --wildcards '*/config' > "$VM/kernel/config"
  grep -q '^CONFIG_SCHED_CLASS_EXT=y' "$VM/kernel/config" || die "kernel $ver is built without CONFIG_SCHED_CLASS_EXT"
  echo "$ver" > "$VM/kernel/version"
  mv "$VM/kernel/vmlinuz.tmp" "$VM/kernel/vmlinuz"
}

build_examples() {
  local ver sv src=$VM/build/linux h s deb
  install_pkgs "${BUILD_PKGS[@]}"
  say "building the kernel's example schedulers"
  ver=$(cat "$VM/kernel/version"); sv=$(cut -d. -f1,2 <<<"$ver")
  mkdir -p "$src" "$src.out"
  deb=$(fetch linux-bpf-dev "$ver"); dpkg --fsys-tarfile "$deb" | tar -xO --wildcards '*/vmlinux.h' > "$src/vmlinux.h"
  deb=$(fetch "linux-source-$sv" "$ver")
  dpkg --fsys-tarfile "$deb" | tar -xO --wildcards '*.tar.xz' | xz -dcT0 |
    tar -x -C "$src" --strip-components=1 --wildcards '*/tools' '*/scripts' '*/kernel/bpf' '*/include/uapi'
  h=$src/vmlinux.h
  # shellcheck disable=SC2086
  quiet examples.log make -C "$src/tools/sched_ext" -j"$(nproc)" O="$src.out" \
    CLANG=$CLANG LLVM_STRIP=true VMLINUX_H="$h" VMLINUX_BTF="$h" $EXAMPLES
  for s in $EXAMPLES; do install -s "$src.out/build/bin/$s" "$VM/bin/$s"; done
  rm -rf "$src" "$src.out" "$VM"/build/sid/archives/linux-source-*
}

build_crates() {
  local v
  install_pkgs "${BUILD_PKGS[@]}"
  v=$(cargo --version 2>/dev/null | cut -d' ' -f2) || true
  [ -n "$v" ] || die "cargo not found: Rust 1.91 or newer is needed to build $*"
  [ "$(printf '%s\n' 1.91 "$v" | sort -V | head -n 1)" = 1.91 ] || die "Rust 1.91 or newer is needed to build $* (here: $v)"
  say "building $* (some minutes)"
  # Speed of the user-space half hardly matters here; that of the build does.
  quiet "cargo-$1.log" env BPF_CLANG=$CLANG CARGO_TARGET_DIR="$VM/build/target" CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    cargo install --locked --version "$SCX_VERSION" --root "$VM/build/root" "$@"
  for c in "$@"; do install -s "$VM/build/root/bin/$c" "$VM/bin/$c"; done
  rm -rf "$VM/build/target" "$VM/build/root"
}

# The benchmark of this folder, built again only when its source has changed.
build_benchmark() {
  local hash
  hash=$(sha256sum < "$HERE/wakebench.c")
  [ "$(cat "$VM/wakebench.sha256" 2>/dev/null)" != "$hash" ] || [ ! -x "$VM/bin/wakebench" ] || return 0
  install_pkgs gcc libc6-dev
  quiet wakebench.log gcc -O2 -static -pthread -s -o "$VM/build/wakebench" "$HERE/wakebench.c"
  mv "$VM/build/wakebench" "$VM/bin/wakebench"
  echo "$hash" > "$VM/wakebench.sha256"
}

install_pkgs "${RUN_PKGS[@]}"
[ -s "$VM/kernel/vmlinuz" ] || get_kernel
for s in $EXAMPLES; do [ -x "$VM/bin/$s" ] || { build_examples; break; }; done
build_benchmark
todo=(); for c in "${CRATES[@]}"; do [ -x "$VM/bin/$c" ] || todo+=("$c"); done
[ ${#todo[@]} -eq 0 ] || build_crates "${todo[@]}"
rm -rf "$VM/build"
say "ready: Linux $(cat "$VM/kernel/version"); $(cd "$VM/bin" && echo *); $(du -sm "$VM" | cut -f1) MB in $VM"
