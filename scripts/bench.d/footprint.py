"""What supervisors take while nothing happens, and what probes and logs add in the long run."""

import os
import statistics
import time

from box import Failed
from manifest import WAITS, SERVES, container, http, pod, probed, tcp, waiting
from process import cpu, memory, open_files, switches
from table import Figure


def size(bench):
    bench.table.row("size of the binary", Figure([os.path.getsize(bench.box.folder + "/podsup") / 1e6], "MB"), most=14)


def memory_rows(bench):
    """One supervisor and ten, idle, and with 30 probes every ten seconds."""
    thirty = [http(10), tcp(10)]
    for count, label, text, seconds in (
        (1, "idle", lambda app: waiting(app), 60),
        (10, "idle", lambda app: waiting(app), 30),
        (1, "with 30 probes every 10 s", lambda app: probed(app, 15, thirty), 30),
        (10, "with 3 probes each every 10 s", lambda app: probed(app, 3, [http(10)]), 30),
    ):
        apps = [f"m{i}" for i in range(count)]
        for app in apps:
            bench.up(app, text(app))
        at_rest(bench, count, label, bench.seconds(seconds))
        bench.down(*apps)


def at_rest(bench, count, label, seconds):
    bench.box.rest()
    pids = list(bench.box.supervisors().values())
    if len(pids) != count:
        raise Failed(f"{len(pids)} supervisors instead of {count}")
    before = [(switches(pid), cpu(pid)) for pid in pids]
    time.sleep(seconds)
    woken = [
        sum(number - old.get(thread, 0) for thread, number in switches(pid).items()) / seconds
        for pid, (old, _) in zip(pids, before)]
    spent = [(cpu(pid) - used) / seconds * 3600 for pid, (_, used) in zip(pids, before)]
    found = [memory(pid) for pid in pids]
    if bench.box.ask("systemctl is-active podman.service") == "active":
        raise Failed("podman.service is resident")
    idle, what = label == "idle", f"{count} supervisor{'s' * (count > 1)} {label}"
    row = bench.table.row
    row(f"{what} (and podman.service gone): PSS together", Figure([sum(pss for pss, _ in found)], "MB"), most=16 if count == 10 and idle else None)
    row("… private dirty of each", Figure([private for _, private in found], "MB"), most=1 if idle else None)
    row("… open files of each", Figure([open_files(pid) for pid in pids], ""))
    budget = "0 besides the watchdog, fed every 30 s" if idle else ""
    row("… wake-ups a second of each", Figure(woken, "/s"), budget=budget)
    row("… CPU in an hour of each", Figure(spent, "s"))


def soak(bench):
    """Probes and logs of ten hours in minutes: does private memory grow, do files stay open?"""
    containers, lines, seconds = 20, 10, 60 if bench.quick else 180
    # The end of each log, which is kept for termination messages, is full from the start.
    talk = f"trap 'exit 0' TERM; seq 2000; while :; do seq {lines}; sleep 1; done"
    more = f"    {http(1)}\n    {tcp(1)}\n"
    bench.up("soak", pod("soak", [container("web", SERVES), *(container(f"c{i}", talk, more) for i in range(containers))]))
    bench.box.rest()
    time.sleep(20)
    pid, samples = bench.box.supervisors()["soak"], []
    files, start = open_files(pid), time.monotonic()
    while (now := time.monotonic() - start) < seconds:
        samples.append((now, memory(pid)[1] * 1000))
        time.sleep(2)
    # Per second: two probes of each container, and its lines.
    faster = containers * 2 / 0.2
    slope, error = (each * 3600 / faster for each in trend(samples))
    bench.table.row(
        f"private memory that probes and logs add in an hour (two probes every 10 s, a line a second; measured {faster:.0f} times as "
        f"fast for {seconds} s: {seconds * containers * 2:,} probes, {seconds * containers * lines:,} lines)",
        Figure([slope], f"KB/h ± {error:.2f}"), budget="0")
    bench.table.note(
        "… private dirty, open files, before and after",
        f"{samples[0][1]:,.0f} → {samples[-1][1]:,.0f} KB, {files} → {open_files(pid)} files")
    bench.down("soak")


def trend(samples):
    """(slope, its standard error) of a line through the samples."""
    times, values = zip(*samples)
    slope, intercept = statistics.linear_regression(times, values)
    rest = sum((value - intercept - slope * time) ** 2 for time, value in samples) / (len(samples) - 2)
    return slope, (rest / (statistics.variance(times) * (len(samples) - 1))) ** 0.5


def exec_probes(bench):
    """What a thousand exec probes leave behind."""
    box, wanted = bench.box, 100 if bench.quick else 1000
    probe = "{exec: {command: [sh, -c, echo >> /tmp/asked]}, periodSeconds: 1, timeoutSeconds: 20}"
    more = f"    livenessProbe: {probe}\n    readinessProbe: {probe}\n"
    bench.up("exec", pod("exec", [container(f"c{i}", WAITS, more) for i in range(10)]))
    pid = box.supervisors()["exec"]

    def asked():
        names = " ".join(f"exec-c{i}" for i in range(10))
        return int(box.ask(f"for c in {names}; do podman exec $c cat /tmp/asked; done | wc -l"))

    def left():
        """Processes that stay: what runs a probe comes and goes, so the least of some looks counts."""
        looks = []
        for _ in range(20):
            lines = box.ask("ps -eo stat=,comm= | sed 's/^ *//'").splitlines()
            looks.append((
                sum(line.endswith("conmon") for line in lines), sum(line.startswith("Z") for line in lines), len(lines)))
            time.sleep(0.2)
        return [min(column) for column in zip(*looks)]

    limit = 900
    deadline = time.monotonic() + limit
    while asked() < 100:
        if time.monotonic() > deadline:
            raise Failed(f"fewer than 100 exec probes in {limit} s")
        time.sleep(1)
    box.rest()
    first, before, memory_before = asked(), left(), memory(pid)[1]
    while asked() < first + wanted:
        if time.monotonic() > deadline:
            raise Failed(f"fewer than {wanted} exec probes in {limit} s")
        time.sleep(5)
    box.rest()
    count, after, memory_after = asked() - first, left(), memory(pid)[1]
    bench.down("exec")
    bench.table.note(
        f"after {count} exec probes",
        f"conmon {before[0]} → {after[0]}, zombies {before[1]} → {after[1]}, processes {before[2]} → {after[2]}, "
        f"private dirty of the supervisor {memory_before:.2f} → {memory_after:.2f} MB")


rows = {"size": size, "memory": memory_rows, "soak": soak, "exec": exec_probes}
