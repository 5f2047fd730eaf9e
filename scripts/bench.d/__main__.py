"""The measuring part of scripts/bench: runs on the host, beside the box, and prints the table.

    bench.d BOX FOLDER SUITE [--quick] [--write FILE] [ROW…]

FOLDER is /bench in the box.
"""

import argparse
import os
import platform
import sys
import time

import commands
import footprint
import plane
import restart
import starts
import table
from bench import Bench
from box import Box

ROWS = footprint.rows | starts.rows | restart.rows | plane.rows | commands.rows
GROUPS = {"footprint": ["size", "memory", "soak", "exec"]}


def machine(box, suite):
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "?")
    with open("/proc/meminfo") as file:
        total = int(file.readline().split()[1]) / 1e6
    podman = box.ask("podman version -f '{{.Client.Version}}'")
    systemd = box.ask("systemctl --version").split()[1]
    runtime = box.ask("podman info -f '{{.Host.OCIRuntime.Name}}'")
    peers = box.ask("dpkg-query -f '${Package} ${Version}, ' -W podman-compose supervisor").rstrip(", ")
    return (
        f"{platform.machine()}, {os.cpu_count()} × {model}, {total:.0f} GB, Linux {platform.release().split('-')[0]}; a box of Debian's {suite}: "
        f"Podman {podman} with {runtime}, systemd {systemd}, {peers}; load before: {os.getloadavg()[0]:.1f}; "
        f"{time.strftime('%F')}")


def main():
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("box")
    parser.add_argument("folder")
    parser.add_argument("suite")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", metavar="FILE")
    parser.add_argument("rows", nargs="*")
    arguments = parser.parse_intermixed_args()
    if strange := [word for word in arguments.rows if word not in ROWS and word not in GROUPS]:
        parser.error(f"no row '{strange[0]}'; there are: {' '.join([*ROWS, *GROUPS])}")
    wanted = [row for word in arguments.rows or ROWS for row in GROUPS.get(word, [word])]
    box, results = Box(arguments.box, arguments.folder), table.Table()
    about = machine(box, arguments.suite)
    bench = Bench(box, arguments.quick, results)
    for row in wanted:
        start = time.monotonic()
        try:
            bench.clean()
            ROWS[row](bench)
        except Exception as error:  # the other rows are worth something without it
            results.fail(row, f"{type(error).__name__}: {error}")
            box.open()
        print(f"bench: {row} took {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    text = f"{about}{'; fewer rounds than usual' if arguments.quick else ''}\n\n{results}"
    print(text)
    if arguments.write:
        table.put(arguments.write, arguments.suite, text)
    sys.exit(1 if results.failed else 0)


if __name__ == "__main__":
    main()
