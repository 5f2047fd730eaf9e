"""From nothing to running and back: by hand, and at boot."""

import os
import re
import time

from box import Failed
from manifest import waiting
from sides import Sides
from table import Figure, Peer, milliseconds


def site(bench):
    """pods/site.yaml, each time from nothing but its images."""
    box = bench.box
    with open(os.path.dirname(os.path.abspath(__file__)) + "/../../pods/site.yaml") as file:
        text = file.read()
    without = ""
    if not {"cpu", "memory"} <= set(box.ask("cat /sys/fs/cgroup/cgroup.controllers").split()):
        # kube play fails where a limit can't be set.
        text = re.sub(r"^ {6}resources:\n(?: {8,}.*\n)+", "", text, flags=re.MULTILINE)
        without = ", without its limits, for which this box lacks the controllers"
    box.write("/bench/site.yaml", text)
    served = "until curl -sf -o /dev/null http://127.0.0.1:8080/; do sleep 0.005; done"
    sides = Sides({
        "podsup": ("podsup up -q /bench/site.yaml", "podsup down -q site"),
        "`podman kube play`": ("podman kube play /bench/site.yaml", "podman kube down /bench/site.yaml"),
    })

    def once(start, stop):
        box.settle()
        try:
            elapsed, _ = box.run(start)
            page, _ = box.run("timeout 60 sh -c '" + served + "'")
            box.run(stop)
        finally:
            # Where kube play has failed, Podman 4.3.1 may start a container again while its pod is removed.
            box.run(
                "until podman pod rm -fa -t 0 && [ -z \"$(podman pod ps -q)\" ]; do sleep 0.2; done; "
                "podman volume rm -f site-sources")
        return elapsed, elapsed + page

    for _ in bench.rounds(8, least=3):
        sides.turn(once)
    for what, which in (
        (f"`up` of pods/site.yaml{without} (podsup waits until it is Ready)", 0), ("… until the page is served", 1)
    ):
        sides.row(bench, what, lambda figures: milliseconds([each[which] for each in figures]), most=1)


def up(bench):
    """The sides take turns, so that whatever else the machine does falls on all."""
    for count, rounds in ((1, 6), (10, 6)) if bench.quick else ((1, 6), (3, 6), (10, 4), (30, 3)):
        contenders = bench.contenders(count)
        times = {name: ([], []) for name, *_ in contenders}
        for _ in bench.rounds(rounds):
            for name, start, check, stop in contenders:
                bench.box.settle()
                times[name][0].append(bench.box.run(start)[0])
                if check:
                    bench.box.run(check)
                bench.box.settle()
                times[name][1].append(bench.box.run(stop)[0])
        for verb, which, most in ("up", 0, 1 if count <= 10 else None), ("down", 1, None):
            own, kube, *others = ((name, milliseconds(figures[which])) for name, figures in times.items())
            bench.table.row(
                f"`{verb}`, {count} container{'s' * (count > 1)}", own[1], Peer(*kube, most=most),
                *(Peer(*each) for each in others))


def boot(bench):
    """From the start of systemd until the last of ten is ready; the sides never start at the same boot."""
    box, apps, rivals = bench.box, [f"b{i}" for i in range(10)], [f"r{i}" for i in range(10)]

    def time_boot(units):
        box.reboot()
        deadline = time.monotonic() + 120
        while box.ask("systemctl is-active " + " ".join(units) + " | sort -u") != "active":
            if time.monotonic() > deadline:
                raise Failed("not ready within 120 s of the boot")
            time.sleep(0.3)
        start = int(box.ask("systemctl show -P UserspaceTimestampMonotonic"))
        ready = box.ask("systemctl show -P ActiveEnterTimestampMonotonic " + " ".join(units)).split()
        return (max(map(int, ready)) - start) / 1e6

    own, other = [], []
    for _ in bench.rounds(4):
        for app in apps:
            bench.up(app, waiting(app))
        own.append(time_boot([f"podsup-{app}" for app in apps]))
        bench.down(*apps)
        units = bench.add_kube_units({rival: waiting(rival) for rival in rivals}, at_boot=True)
        other.append(time_boot(units))
        bench.remove_kube_units(units)
    bench.table.row("boot: systemd's start → ten apps ready", Figure(own, "s"), Peer(f"ten of {bench.kube_name}", Figure(other, "s")))


rows = {"site": site, "up": up, "boot": boot}
