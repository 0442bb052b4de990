#!/bin/bash
# run.sh [options] -- CMD [ARG...]   run CMD as root in a virtual machine with a sched_ext kernel. See README.md.
set -euo pipefail

usage() {
  cat <<'E'
usage: run.sh [options] -- CMD [ARG...]
  -s DIR   directory the guest may write to, at its own path (default: the current directory);
           everything else is this machine's file system, read-only, with fresh /tmp, /run, $HOME;
           CMD starts in the current directory, which is there even if it is below /tmp
  -c N     guest CPUs (default 2)          -m MB    guest memory (default 2048)
  -t SEC   give up after SEC (default 300) -a ACCEL kvm, tcg or auto (default auto: probed once)
  -d       deterministic time: the guest clock counts instructions (tcg -icount), so that results
           do not depend on this machine's load
  -e N=V   environment variable for CMD (repeatable)
  -v       show boot and command times, keep the guest's kernel log in the share (vm-dmesg.log)
Exit status: that of CMD; 124 after a timeout, 125 when the guest failed.
E
}
die() { echo "run.sh: $*" >&2; exit 125; }

VM=$(realpath -m "${SCHEDTUNA_VM:-$HOME/.cache/schedtuna-vm}")
SHARE=$PWD CPUS=2 MEM=2048 LIMIT=300 ACCEL=auto DET='' VERBOSE='' ENVS=()
while getopts s:c:m:t:a:e:dvh o; do
  case $o in
    s) SHARE=$(realpath -e "$OPTARG") || die "no such directory: $OPTARG" ;;
    c) CPUS=$OPTARG ;; m) MEM=$OPTARG ;; t) LIMIT=$OPTARG ;; a) ACCEL=$OPTARG ;;
    e) ENVS+=("$OPTARG") ;; d) DET=1 ;; v) VERBOSE=1 ;;
    h) usage; exit 0 ;; *) usage >&2; exit 125 ;;
  esac
done
[[ $CPUS =~ ^[1-9][0-9]?$ ]] || die "-c takes a number of CPUs, not $CPUS"
[[ $MEM =~ ^[1-9][0-9]{2,5}$ ]] || die "-m takes a number of MB, 100 or more, not $MEM"
[[ $LIMIT =~ ^[1-9][0-9]{0,5}$ ]] || die "-t takes a number of seconds, not $LIMIT"
shift $((OPTIND - 1))
[ $# -gt 0 ] || { usage >&2; exit 125; }

[ "$(id -u)" = 0 ] || die "must run as root (virtiofsd needs it)"
if [ ! -d "$SHARE" ] || [ "$SHARE" = / ]; then die "not a directory to share: $SHARE"; fi
KERNEL=$VM/kernel/vmlinuz
[ -s "$KERNEL" ] || die "no kernel in $VM: run setup.sh first"
command -v qemu-system-x86_64 >/dev/null || die "qemu-system-x86_64 not found: run setup.sh first"
for VFSD in /usr/lib/qemu/virtiofsd /usr/libexec/virtiofsd ''; do [ -x "$VFSD" ] && break; done
[ -n "$VFSD" ] || die "virtiofsd not found: run setup.sh first"

# Is KVM usable?  /dev/kvm may exist and still be unable to run this kernel, so boot it once (it has no root: it
# panics and stops) and remember the answer until this machine boots again.
probe() {
  local boot id='' accel='' log
  boot=$(cat /proc/sys/kernel/random/boot_id)
  [ ! -s "$VM/accel" ] || read -r id accel < "$VM/accel"
  if [ "$id" != "$boot" ]; then
    accel=tcg
    if [ -w /dev/kvm ]; then
      log=$(mktemp)
      timeout -k 1 20 qemu-system-x86_64 -accel kvm -cpu host -m 512 -nodefaults -no-reboot -display none \
        -serial "file:$log" -kernel "$KERNEL" -append "console=ttyS0 panic=-1" >/dev/null 2>&1 || true
      if grep -qs 'Unable to mount root' "$log"; then accel=kvm; fi
      rm -f "$log"
    fi
    echo "$boot $accel" > "$VM/accel"
  fi
  echo "$accel"
}
[ "$ACCEL" != auto ] || { if [ -n "$DET" ]; then ACCEL=tcg; else ACCEL=$(probe); fi; }
case $ACCEL in
  kvm) QA=(-accel kvm -cpu host); [ -z "$DET" ] || die "-d needs tcg" ;;
  # thread=multi makes the guest panic after a few scheduler loads (static keys are patched while other CPUs run)
  tcg) QA=(-accel "tcg,thread=single" -cpu max); [ -z "$DET" ] || QA+=(-icount "shift=0,sleep=on") ;;
  *) die "unknown accelerator: $ACCEL" ;;
esac

W=$(mktemp -d); mkdir "$W/ctl"; PIDS=()
# shellcheck disable=SC2317
cleanup() { local p; for p in "${PIDS[@]}"; do kill "$p" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$W"; }
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

{
  printf 'SHARE=%q CWD=%q VM=%q HOSTPATH=%q\n' "$SHARE" "$PWD" "$VM" "$PATH"
  cat <<'E'
m() { mount -t "$@" 2>/dev/null; }
m proc proc /proc; m sysfs sysfs /sys; m devtmpfs dev /dev
mkdir -p /dev/shm /dev/pts; m tmpfs shm /dev/shm; m devpts pts /dev/pts
m debugfs debugfs /sys/kernel/debug; m tracefs tracefs /sys/kernel/tracing; m bpf bpf /sys/fs/bpf; m cgroup2 cg /sys/fs/cgroup
mkdir -p /run/vm /run/home /run/lock
mkdir -p /run/cwd
mount --bind "$VM" /run/vm; mount --bind "$CWD" /run/cwd   # before /tmp is hidden: they may be there
m tmpfs boot /boot; cp /run/vm/kernel/config "/boot/config-$(uname -r)"   # libbpf reads it (scx_bpfland, scx_flash)
m tmpfs tmp /tmp; m tmpfs vartmp /var/tmp
[ -d "$CWD" ] || { mkdir -p "$CWD"; mount --bind /run/cwd "$CWD"; }
mkdir -p "$SHARE"; m virtiofs share "$SHARE" || echo "run.sh: cannot mount $SHARE" >>/run/ctl/err
echo vm > /proc/sys/kernel/hostname
perl -e 'socket($s, 2, 2, 0); $b = pack("a16sx22", "lo", 0x41); ioctl($s, 0x8914, $b)'   # ip link set lo up
export PATH="/run/vm/bin:$HOSTPATH" HOME=/run/home TERM=dumb LANG=C.UTF-8
up() { cut -d' ' -f1 /proc/uptime; }
up > /run/ctl/up
cd "$CWD" 2>/dev/null || { echo "run.sh: no $CWD in the guest, running in $SHARE" >>/run/ctl/err; cd "$SHARE"; }
setsid bash /run/ctl/cmd </dev/null >>/run/ctl/out 2>>/run/ctl/err; rc=$?
up > /run/ctl/down; dmesg > /run/ctl/dmesg; echo $rc > /run/ctl/rc
sync; echo o > /proc/sysrq-trigger; sleep 60
E
} > "$W/ctl/init"
{ for e in "${ENVS[@]}"; do printf 'export %q\n' "$e"; done; printf 'exec'; printf ' %q' "$@"; echo; } > "$W/ctl/cmd"
: > "$W/ctl/out"; : > "$W/ctl/err"

# What is started here ends with this script, also when it is killed.
vfsd() { setpriv --pdeathsig TERM "$VFSD" --socket-path="$W/$1.sock" -o source="$2" -o sandbox=chroot -o cache="$3" -f >"$W/$1.log" 2>&1 & PIDS+=($!); }
vfsd root / always; vfsd share "$SHARE" auto; vfsd ctl "$W/ctl" none
for _ in $(seq 200); do [ -S "$W/root.sock" ] && [ -S "$W/share.sock" ] && [ -S "$W/ctl.sock" ] && break; sleep 0.05; done
fs() { QF+=(-chardev "socket,id=$1,path=$W/$1.sock" -device "vhost-user-fs-pci,chardev=$1,tag=$1"); }
QF=(); fs root; fs share; fs ctl

# Process 1 only mounts the control directory and hands over, so nothing has to be prepared in the root.
INIT='mount -t tmpfs t /run; mkdir /run/ctl; mount -t virtiofs ctl /run/ctl; exec /bin/sh /run/ctl/init'
setpriv --pdeathsig TERM timeout -k 2 "$LIMIT" qemu-system-x86_64 "${QA[@]}" -smp "$CPUS" -m "$MEM" -nodefaults -no-reboot -display none \
  -object "memory-backend-memfd,id=mem,size=${MEM}M,share=on" -numa node,memdev=mem -serial "file:$W/console" "${QF[@]}" \
  -kernel "$KERNEL" -append "console=ttyS0 quiet panic=-1 rootfstype=virtiofs root=root ro init=/bin/sh -- -c \"$INIT\"" \
  >"$W/qemu.log" 2>&1 &
Q=$!; PIDS+=("$Q")
tail -c +1 -f -s 0.2 --pid="$Q" "$W/ctl/out" & T1=$!
tail -c +1 -f -s 0.2 --pid="$Q" "$W/ctl/err" >&2 & T2=$!
QRC=0; wait "$Q" || QRC=$?
wait "$T1" "$T2" || true

if [ -n "$VERBOSE" ]; then
  cp "$W/ctl/dmesg" "$SHARE/vm-dmesg.log" 2>/dev/null || true
  echo "run.sh: accel $ACCEL, userspace up at $(cat "$W/ctl/up" 2>/dev/null || echo '?') s, command ended at $(cat "$W/ctl/down" 2>/dev/null || echo '?') s (guest clock)" >&2
fi
if [ -s "$W/ctl/rc" ]; then exit "$(cat "$W/ctl/rc")"; fi
if [ "$QRC" = 124 ] || [ "$QRC" = 137 ]; then echo "run.sh: timeout after $LIMIT s" >&2; exit 124; fi
echo "run.sh: the guest stopped without an exit status (qemu: $QRC)" >&2
{ tail -n 5 "$W/qemu.log" "$W"/root.log; tail -n 15 "$W/console"; } >&2 2>/dev/null || true
exit 125
