// A program that poses as a scheduler with help in the style of clap, and misbehaves as its flag says.
import { chmodSync, writeFileSync } from 'node:fs';

const PATH = '/tmp/scx_script';

/** `good` is scx_simple itself; `deaf` has it as a child and ignores SIGINT; `orphan` leaves it behind and ends. */
const SCRIPT = `#!/bin/sh
mode=good
for word; do
  case $word in
    --version) echo "scx_script 0.1.0"; exit ;;
    --help) cat <<'END'
A script that poses as a scheduler.

Usage: scx_script [OPTIONS]

Options:
      --mode <MODE>
          What it does

          [default: good]
          [possible values: good, never, deaf, orphan]

  -h, --help
          Print help

  -V, --version
          Print version
END
      exit ;;
    --mode) ;;
    *) mode=$word ;;
  esac
done
case $mode in
  good) exec scx_simple ;;
  never) exec sleep 600 ;;
  deaf) trap '' INT; scx_simple & while :; do sleep 1; done ;;
  orphan) scx_simple & sleep 0.6; exit 0 ;;
esac
`;

export const SCRIPT_DEFINITION = {
  binary: PATH,
  opsName: 'simple',
  parameters: {
    mode: {
      type: 'categorical',
      default: 'good',
      choices: ['good', 'never', 'deaf', 'orphan'],
      commandArg: '--mode',
      description: 'What it does',
    },
  },
};

export function writeScript() {
  writeFileSync(PATH, SCRIPT);
  chmodSync(PATH, 0o755);
}
