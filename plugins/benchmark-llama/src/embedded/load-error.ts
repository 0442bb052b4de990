// Says in one sentence why the C library loader refused llama.cpp, and what would help.

/** Of the builds in @node-llama-cpp 3.22.1. */
const NEEDED_GLIBC = '2.34';

/** `glibc` is the version at run time, undefined on systems with another C library. */
export function explainLoadError(library: string, message: string, glibc: string | undefined): string {
  const reason = message.split('\n', 1)[0];
  if (glibc === undefined) {
    return `the prebuilt llama.cpp needs glibc ${NEEDED_GLIBC} or newer; this system has another C library (musl?): ${reason}`;
  }
  if (/version [`'"]?GLIBC_/.test(message)) {
    return `the prebuilt llama.cpp needs glibc ${NEEDED_GLIBC} or newer; this system has ${glibc}: ${reason}`;
  }
  if (/libstdc\+\+|GLIBCXX_|CXXABI_|libgcc/.test(message)) {
    return `the prebuilt llama.cpp needs a newer C++ library (libstdc++ of GCC 11 or later): ${reason}`;
  }
  return `cannot load ${library} of the prebuilt llama.cpp: ${reason}`;
}

/** Version of glibc that this process runs on, for example 2.36. */
export function glibcVersion(): string | undefined {
  Object.assign(process.report, { excludeNetwork: true }); // else it looks up host names
  const report = process.report.getReport() as { readonly header?: { readonly glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime;
}
