"""Probes, commands and logs: what happens all the time, or while somebody waits."""

import os
import time

from box import Failed
from manifest import IMAGE, SERVES, WAITS, container, http, large, pod, probed, startup, tcp
from process import connections, cpu
from table import Figure, Peer, milliseconds


def probes(bench):
    """CPU per probe: what a supervisor with ten probes a second uses more than one without."""
    box = bench.box

    def cost(name, probes, seconds):
        bench.up(name, probed(name, 10, probes))
        box.settle()
        pid = box.supervisors()[name]
        web = next(pid for pid, words in box.processes() if words[:2] == ["httpd", "-f"])
        before, count = cpu(pid), connections(web)
        time.sleep(seconds)
        result = (cpu(pid) - before, connections(web) - count)
        bench.down(name)
        return result

    idle = bench.seconds(30)
    base, costs = cost("quiet", [], idle)[0] / idle, []
    for _ in bench.rounds(3):
        seconds = 10.5  # 100 probes and some
        spent, made = cost("probed", [http(1)], seconds)
        costs.append((spent - base * seconds) / made)
    box.run(
        f"podman run -d --name hc --health-cmd 'wget -q -O /dev/null http://127.0.0.1:8080/' --health-interval disable"
        f" {IMAGE} /bin/sh -c '{SERVES}'")
    time.sleep(1)
    other = []
    for _ in bench.rounds(3):
        box.settle()
        _, spent = box.run("for i in $(seq 50); do podman healthcheck run hc || exit; done")
        other.append(spent / 50)
    box.run("podman rm -f -t 0 hc")
    bench.table.row(
        "CPU of 100 httpGet probes", milliseconds([100 * each for each in costs]), Peer(
            "100 × `podman healthcheck run` (httpd's answer, conmon and the runtime not counted)",
            milliseconds([100 * each for each in other]), most=0.01))
    seconds = bench.seconds(30)
    spent, _ = cost("hour", [startup(10), http(10), tcp(10)], seconds)
    bench.table.row(
        "CPU in an hour, ten containers with startup (until it succeeds), readiness and liveness probes every 10 s",
        Figure([spent / seconds * 3600], "s"),
        Peer("a Podman healthcheck of each every 10 s (it has only one)", Figure([each * 3600 for each in other], "s")))


def manifest(bench):
    """Reading a megabyte of manifest, each by a process of its own; Python's start is not counted, podsup's is."""
    path = bench.box.folder + "/large.yaml"
    with open(path, "w") as file:
        file.write(large(1 << 20))
    reader = (
        "import sys, time, yaml\ntext = open(sys.argv[1]).read()\nstart = time.process_time()\n"
        "count = sum(1 for _ in yaml.load_all(text, Loader=yaml.CSafeLoader))\nprint(time.process_time() - start, count)")
    own, other = [], []
    for _ in bench.rounds(9):
        own.append(bench.box.run("podsup validate /bench/large.yaml")[1])
        bench.box.run(f"python3 -c '{reader}' /bench/large.yaml".replace("\n", "; "))
        other.append(float(bench.box.output.split()[0]))
    bench.table.row(
        f"`validate` of a {os.path.getsize(path) / 1e6:.1f} MB manifest, CPU (fields checked, objects built)", milliseconds(own),
        Peer("PyYAML's C loader (libyaml), parsing alone", milliseconds(other), most=1))


def latency(bench):
    box, chatter = bench.box, "for i in $(seq 300); do echo this is line $i of a container that says a lot; done; " + WAITS
    bench.up("talk", pod("talk", [container("c", chatter)]))
    box.run(f'podman run -d --name chat {IMAGE} /bin/sh -c "{chatter}"'.replace("$", "\\$"))
    box.rest()
    for own_command, command in ("podsup status", "podman ps"), ("podsup logs -n 100 talk", "podman logs --tail 100 chat"):
        own, other, listing = [], [], []
        for _ in bench.rounds(30):
            own.append(box.run(own_command)[0])
            if "logs" in own_command and len(box.output.splitlines()) != 100:
                raise Failed(f"{own_command} printed {len(box.output.splitlines())} lines")
            other.append(box.run(command)[0])
            listing.append(box.run("podman ps")[0])
        peers = [Peer(f"`{command}`", milliseconds(other))] if "logs" in command else []
        bench.table.row(
            f"`{own_command}`", milliseconds(own), Peer("`podman ps`", milliseconds(listing), most=0.25), *peers, most=20)
    box.run("podman rm -f -t 0 chat")
    bench.down("talk")


def logs(bench):
    """Lines a second from the start of the container until the last is in the journal."""
    box, lines = bench.box, 100_000 if bench.quick else 200_000
    box.write("/bench/write.sh", WRITER.format(lines))
    more = "    volumeMounts:\n    - {name: bench, mountPath: /bench}\n"
    volume = "  volumes:\n  - name: bench\n    hostPath: {path: /bench}\n"
    rates, spent, lost = ({"own": [], "rival": []} for _ in range(3))
    for i in bench.rounds(3):
        box.write(f"/bench/own{i}.yaml", pod(f"own{i}", [container("c", "exec sh /bench/write.sh", more)], volume))
        for side, start, show, stop in (
            ("own", f"podsup up -q /bench/own{i}.yaml", f"podsup logs own{i} -o cat", f"podsup down -q own{i}"),
            (
                "rival", f"podman run -d --log-driver journald -v /bench:/bench --name rival{i} {IMAGE} sh /bench/write.sh",
                f"journalctl -q -o cat CONTAINER_NAME=rival{i}", f"podman rm -f -t 0 rival{i}"),
        ):
            box.settle()
            box.run("journalctl -q --rotate --vacuum-time=1s", check=False)
            time.sleep(1)
            before, begin = box.cpu(), time.monotonic()
            box.run(f"{start}; until {show} -n 1 | grep -q '^{lines:08d} '; do sleep 0.1; done")
            rates[side].append(lines / (time.monotonic() - begin))
            spent[side].append((box.cpu() - before) / lines * 1e6)
            lost[side].append(lines - int(box.ask(f"{show} | grep '^0' | sort | uniq -c | grep -c '^ *1 '")))
            box.run(stop)
    missing = sum(lost["own"])
    beside = "conmon's journald driver"
    bench.table.row(
        f"log lines into the journal, a second (lost or twice: {missing or 'none'})", Figure(rates["own"], "/s"),
        Peer(beside, Figure(rates["rival"], "/s"), most=1), more_is_better=True)
    bench.table.row(
        "… CPU of the whole box for a million", Figure(spent["own"], "s"), Peer(beside, Figure(spent["rival"], "s")))


# As fast as it can, lines of 80 characters; then it waits until it is told to end.
WRITER = """awk 'BEGIN {{ for (p = ""; length(p) < 71;) p = p "x"; for (i = 1; i <= {0}; i++) printf "%08d %s\\n", i, p }}'
trap 'exit 0' TERM
sleep 1d & wait
"""

rows = {"probes": probes, "latency": latency, "manifest": manifest, "logs": logs}
