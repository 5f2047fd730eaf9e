"""The measuring part of scripts/bench: prints the table. Runs on the host, beside the box.

    bench.py BOX FOLDER SUITE [--quick] [ROW…]

FOLDER is /bench in the box. Commands run in the box as a unit of it, one after another, timed there by
the shell that starts them. The two sides of a row take turns, so that whatever else the machine does
falls on both.
"""

import glob
import os
import platform
import re
import select
import signal
import statistics
import subprocess
import sys
import time

IMAGE = "localhost/podsup/busybox:1"

# Runs each line it reads; answers with the exit status, microseconds, and milliseconds of CPU (the
# command's and its children's).
AGENT = r"""
while IFS= read -r command; do
    start=${EPOCHREALTIME/[.,]/}
    { TIMEFORMAT='%U %S'; time eval "$command" > /bench/out 2> /bench/err < /dev/null; } 2> /bench/cpu
    status=$?
    echo "$status $((${EPOCHREALTIME/[.,]/} - start)) $(cat /bench/cpu)"
done
"""


class Failed(Exception):
    pass


class Box:
    def __init__(self, name, folder):
        self.folder, self.name = folder, name
        scripts = os.path.dirname(os.path.abspath(__file__))
        self.tool = scripts + "/box"
        self.pid = int(subprocess.check_output([self.tool, "pid", name]))
        with open(folder + "/agent", "w") as file:
            file.write(AGENT)
        self.open()

    def open(self):
        self.shell = subprocess.Popen(
            [self.tool, "run", self.name, "bash", "/bench/agent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            bufsize=1)

    def reboot(self):
        """A clean power-off, and a boot until systemd has started what starts then."""
        self.shell.kill()
        subprocess.run([self.tool, "stop", self.name], check=True, capture_output=True)
        subprocess.run([self.tool, "boot", self.name, *os.environ["BENCH_BINDS"].split()], check=True, capture_output=True)
        self.pid = int(subprocess.check_output([self.tool, "pid", self.name]))
        self.open()

    def run(self, command, check=True):
        """(seconds, CPU seconds) of a command; `self.output` holds what it printed."""
        self.shell.stdin.write(command.replace("\n", " ") + "\n")
        ready, _, _ = select.select([self.shell.stdout], [], [], 300)
        if not ready:
            self.shell.kill()
            self.open()
            raise Failed(f"no end within 300 s: {command}")
        status, elapsed, user, system = self.shell.stdout.readline().split()
        self.output = self.read("out")
        if check and status != "0":
            raise Failed(f"{command}: exit status {status}: {self.read('err').strip()[-300:]}")
        return int(elapsed) / 1e6, float(user) + float(system)

    def ask(self, command):
        self.run(command, check=False)
        return self.output.strip()

    def read(self, name):
        with open(f"{self.folder}/{name}", errors="replace") as file:
            return file.read()

    def write(self, name, text):
        """A file of the box."""
        path = f"/proc/{self.pid}/root{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        return name

    def settle(self):
        """Until Podman's service has idled out, and then a moment of quiet."""
        deadline = time.monotonic() + 30
        while self.ask("systemctl is-active podman.service") in ("active", "activating", "deactivating"):
            if time.monotonic() > deadline:
                raise Failed("podman.service does not idle out")
            time.sleep(0.3)
        time.sleep(0.7)

    def processes(self):
        """(pid on the host, arguments) of everything in the box."""
        home = cgroup(self.pid).removesuffix("/init.scope") + "/"
        for path in glob.glob("/proc/[0-9]*"):
            pid = int(path[6:])
            try:
                if cgroup(pid).startswith(home):
                    with open(path + "/cmdline", "rb") as file:
                        yield pid, file.read().decode(errors="replace").split("\0")[:-1]
            except OSError:
                pass

    def supervisors(self):
        return {words[2]: pid for pid, words in self.processes() if words[1:2] == ["supervise"] and len(words) > 2}


# Manifests


def pod(name, containers, grace=2):
    return f"""apiVersion: v1
kind: Pod
metadata:
  name: {name}
spec:
  restartPolicy: Always
  terminationGracePeriodSeconds: {grace}
{containers}"""


def container(name, script, more=""):
    return f"""  - name: {name}
    image: {IMAGE}
    command: ["/bin/sh", "-c", "{script}"]
{more}"""


WAITS = "trap 'exit 0' TERM; sleep 1d & wait"


def waiting(name, count):
    """A pod of containers that wait, and end when they are told to."""
    return pod(name, "  containers:\n" + "".join(container(f"c{i}", WAITS) for i in range(count)))


def large(size):
    """A manifest of about this many bytes: pods and their configuration, as people write them."""
    parts, length = [], 0
    while length < size:
        n = len(parts)
        part = (
            f"""apiVersion: v1
kind: ConfigMap
metadata:
  name: config-{n}
  labels: {{app.kubernetes.io/name: web-{n}, tier: "front"}}
data:
  nginx.conf: |
    server {{
      listen 8080;  # number {n}
      location / {{ root /site; }}
    }}
  motd: "Wei\\u00df, bold \\"and\\" quoted"
---
"""
            + pod(f"web-{n}", "  containers:\n" + "".join(
                container(
                    f"c{i}", WAITS,
                    "    env:\n    - {name: A, value: 'one'}\n    - name: B\n      valueFrom:\n        configMapKeyRef:\n"
                    f"          name: config-{n}\n          key: motd\n    resources:\n      limits: {{memory: 64Mi}}\n"
                    "    readinessProbe:\n      httpGet: {path: /, port: 8080}\n      periodSeconds: 5\n"
                    "    volumeMounts:\n    - name: config\n      mountPath: /etc/nginx\n      readOnly: true\n")
                for i in range(3)) + f"  volumes:\n  - name: config\n    configMap:\n      name: config-{n}\n")
            + "---\n")
        parts.append(part)
        length += len(part)
    return "".join(parts)


# Figures


class Figure:
    def __init__(self, values, unit):
        self.values, self.unit = sorted(values), unit

    @property
    def median(self):
        return statistics.median(self.values)

    def __str__(self):
        def digits(value):
            return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"

        text = f"{digits(self.median)} {self.unit}"
        if len(self.values) < 3:
            return text
        low, _, high = statistics.quantiles(self.values, n=4, method="inclusive")
        return f"{text} [{digits(low)}–{digits(high)}]"


class Table:
    def __init__(self):
        self.lines = []

    def row(self, what, own, other=None, beside="", budget=""):
        ratio = f"{own.median / other.median:.3g}" if other and other.median else ""
        other = str(other) if other else ""
        beside = f"{beside}: {other}" if other else beside
        self.lines.append(f"| {what} | {own} | {beside} | {ratio} | {budget} |")
        print(f"bench: {what}: {own} | {beside} | {ratio}", file=sys.stderr, flush=True)

    def note(self, what, text):
        self.lines.append(f"| {what} | {text} | | | |")
        print(f"bench: {what}: {text}", file=sys.stderr, flush=True)


def milliseconds(values):
    return Figure([value * 1000 for value in values], "ms")


class Bench:
    def __init__(self, box, suite, quick, table):
        self.box, self.suite, self.quick, self.table = box, suite, quick, table
        self.has_quadlet = box.ask("ls /usr/lib/systemd/system-generators/podman-system-generator") != ""

    def rounds(self, count, least=3):
        return range(max(least, count // 4) if self.quick else count)

    def up(self, app, text):
        self.box.run(f"podsup up {self.box.write(f'/bench/{app}.yaml', text)}")

    def down(self, *apps):
        for app in apps:
            self.box.run(f"podsup down {app}")

    def clean(self):
        """Nothing is left of the row before, however that one ended."""
        self.box.run("for app in $(podsup status -o name | cut -d/ -f1 | sort -u); do podsup down $app; done", check=False)
        self.box.run("podman pod rm -fa -t 0; podman rm -fa -t 0; podman volume rm -fa", check=False)

    # Rows

    def size(self):
        size = os.path.getsize(self.box.folder + "/podsup") / 1e6
        self.table.row("size of the binary", Figure([size], "MB"), budget="≤ 14 MB")

    def memory(self):
        """Of supervisors that have had nothing to do for a while."""
        apps = [f"m{i}" for i in range(10)]
        for count in (1, 10):
            for app in apps[len(self.box.supervisors()):count]:
                self.up(app, waiting(app, 1))
            self.box.settle()
            time.sleep(5 if self.quick else 30)
            found = [memory(pid) for pid in self.box.supervisors().values()]
            if len(found) != count:
                raise Failed(f"{len(found)} supervisors instead of {count}")
            if self.box.ask("systemctl is-active podman.service") == "active":
                raise Failed("podman.service is resident")
            other = None
            if count == 1 and self.has_quadlet:
                self.quadlet("mk.kube", "[Kube]\nYaml=/bench/mk.yaml\n", waiting("mk", 1))
                other = Figure([self.service_container("mk")], "MB")
                self.unquadlet("mk.kube")
            self.table.row(
                f"PSS, {count} idle supervisor{'s' * (count > 1)}", Figure([sum(pss for pss, _ in found)], "MB"), other,
                "a `.kube` unit's service container", "≤ 16 MB" if count > 1 else "")
            self.table.row(
                f"private dirty, each of {count}" if count > 1 else "private dirty, 1 idle supervisor",
                Figure([private for _, private in found], "MB"), budget="≤ 1 MB")
        self.down(*apps)

    def service_container(self, name):
        """MB of the two processes that a `.kube` unit adds: its conmon and its catatonit."""
        main = int(self.box.ask(f"systemctl show -P MainPID {name}"))
        names = {pid: inner for pid, _ in self.box.processes() for inner in [inner_pid(pid)]}
        conmon = [pid for pid, inner in names.items() if inner == main and same_namespace(pid, self.box.pid)]
        family = conmon + [pid for pid in names if parent(pid) in conmon]
        return sum(memory(pid)[0] for pid in family)

    def site(self):
        """pods/site.yaml, each time from nothing but its images."""
        with open(os.path.dirname(os.path.abspath(__file__)) + "/../pods/site.yaml") as file:
            text = file.read()
        without = ""
        if not {"cpu", "memory"} <= set(self.box.ask("cat /sys/fs/cgroup/cgroup.controllers").split()):
            # kube play fails where a limit can't be set.
            text = re.sub(r"^ {6}resources:\n(?: {8,}.*\n)+", "", text, flags=re.MULTILINE)
            without = ", without its limits, for which this box lacks the controllers"
        self.box.write("/bench/site.yaml", text)
        served = "until curl -sf -o /dev/null http://127.0.0.1:8080/; do sleep 0.005; done"
        clean = "podman volume rm -f site-sources"
        own, other = ([], []), ([], [])
        for _ in self.rounds(8):
            for figures, start, stop in (
                (own, "podsup up /bench/site.yaml", "podsup down site"),
                (other, "podman kube play /bench/site.yaml", "podman kube down /bench/site.yaml"),
            ):
                self.box.settle()
                elapsed, _ = self.box.run(start)
                figures[0].append(elapsed)
                figures[1].append(elapsed + self.box.run(served)[0])
                self.box.run(stop)
                self.box.run(clean)
        beside = "`podman kube play`"
        self.table.row(
            f"`up` of pods/site.yaml{without} (podsup waits until it is Ready)", milliseconds(own[0]), milliseconds(other[0]), beside,
            "≤ 1")
        self.table.row("… until the page is served", milliseconds(own[1]), milliseconds(other[1]), beside, "≤ 1")

    def starts(self):
        for count in (1, 3, 10):
            own, other = ([], []), ([], [])
            name, rival = f"u{count}", f"k{count}"
            self.box.write(f"/bench/{name}.yaml", waiting(name, count))
            self.box.write(f"/bench/{rival}.yaml", waiting(rival, count))
            for _ in self.rounds(8):
                for figures, start, stop in (
                    (own, f"podsup up /bench/{name}.yaml", f"podsup down {name}"),
                    (other, f"podman kube play /bench/{rival}.yaml", f"podman kube down /bench/{rival}.yaml"),
                ):
                    self.box.settle()
                    figures[0].append(self.box.run(start)[0])
                    self.box.settle()
                    figures[1].append(self.box.run(stop)[0])
            plural = "s" * (count > 1)
            self.table.row(
                f"`up`, {count} container{plural}", milliseconds(own[0]), milliseconds(other[0]), "`podman kube play`", "≤ 1")
            self.table.row(
                f"`down`, {count} container{plural}", milliseconds(own[1]), milliseconds(other[1]), "`podman kube down`")

    def boot(self):
        """From the start of systemd until the last of ten is ready; the two sides never start at the same boot."""
        apps, rivals = [f"b{i}" for i in range(10)], [f"r{i}" for i in range(10)]
        if self.has_quadlet:
            name, units = "Quadlet `.kube`", rivals
        else:
            name, units = "`podman-kube@.service` (no Quadlet here)", [f"podman-kube@-bench-{rival}.yaml" for rival in rivals]
        for rival in rivals:
            self.box.write(f"/bench/{rival}.yaml", waiting(rival, 1))

        def enable():
            for rival in rivals if self.has_quadlet else []:
                self.box.write(
                    f"/etc/containers/systemd/{rival}.kube",
                    f"[Kube]\nYaml=/bench/{rival}.yaml\n[Install]\nWantedBy=multi-user.target\n")
            if not self.has_quadlet:
                self.box.run("systemctl enable " + " ".join(units))

        def disable():
            stop = "systemctl stop " if self.has_quadlet else "systemctl disable --now "
            self.box.run(stop + " ".join(units), check=False)
            self.box.run("rm -f /etc/containers/systemd/r?.kube; systemctl daemon-reload")

        def time_boot(units):
            self.box.reboot()
            deadline = time.monotonic() + 120
            while self.box.ask("systemctl is-active " + " ".join(units) + " | sort -u") != "active":
                if time.monotonic() > deadline:
                    raise Failed("not ready within 120 s of the boot")
                time.sleep(0.3)
            start = int(self.box.ask("systemctl show -P UserspaceTimestampMonotonic"))
            ready = self.box.ask("systemctl show -P ActiveEnterTimestampMonotonic " + " ".join(units)).split()
            return (max(map(int, ready)) - start) / 1e6

        own, other = [], []
        for _ in self.rounds(5):
            for app in apps:
                self.up(app, waiting(app, 1))
            own.append(time_boot([f"podsup-{app}" for app in apps]))
            self.down(*apps)
            enable()
            other.append(time_boot(units))
            disable()
        self.table.row("boot: systemd's start → ten apps ready", Figure(own, "s"), Figure(other, "s"), "ten of " + name)

    def restart(self):
        """From a container's SIGKILL until its successor's first command has run; first restarts only."""
        own = Mark(self.box, "own")
        rivals = self.rivals()
        for mark, (_, unit, start) in rivals.items():
            mark.drain()
            start()
            mark.wait()
        own_times, times = [], {mark: [] for mark in rivals}
        for _ in self.rounds(20, least=5):
            own.drain()
            self.up("own", own.pod("own"))
            own.wait()
            self.box.settle()
            for mark in rivals:
                times[mark].append(mark.kill())
                time.sleep(1)
            own_times.append(own.kill())
            time.sleep(0.5)
            self.down("own")
        for mark, (name, unit, _) in rivals.items():
            budget = "≤ 0.5" if "kube" not in name else "≤ 1.5"
            self.table.row("killed → running", milliseconds(own_times), milliseconds(times[mark]), name, budget)
            self.box.run(f"systemctl stop {unit}", check=False)

    def rivals(self):
        kube, plain = Mark(self.box, "kube"), Mark(self.box, "plain")
        script = plain.script.replace("%", "%%")
        if self.has_quadlet:
            text = (
                f"[Container]\nImage={IMAGE}\nVolume=/bench/plain:/mark\nExec=/bin/sh -c '{script}'\nStopTimeout=1\n"
                "[Service]\nRestart=always\n")
            return {
                plain: ("Quadlet `.container`, Restart=always", "plain", lambda: self.quadlet("plain.container", text)),
                kube: (
                    "Quadlet `.kube`", "kube",
                    lambda: self.quadlet("kube.kube", "[Kube]\nYaml=/bench/kube.yaml\n", kube.pod("kube"))),
            }

        def kube_template():
            self.box.write("/bench/kube.yaml", kube.pod("kube"))
            self.box.run("systemctl start podman-kube@$(systemd-escape /bench/kube.yaml)")

        def generated():
            self.box.run(f"podman create --name plain -v /bench/plain:/mark {IMAGE} /bin/sh -c '{plain.script}'")
            self.box.run(
                "cd /etc/systemd/system && podman generate systemd --new --restart-policy=always -f -n plain"
                " && podman rm -f plain && systemctl daemon-reload && systemctl start container-plain")

        return {
            plain: ("`podman generate systemd --new`, Restart=always (no Quadlet here)", "container-plain", generated),
            kube: ("`podman-kube@.service` (no Quadlet here)", "podman-kube@*", kube_template),
        }

    def quadlet(self, file, text, manifest=None):
        self.box.write(f"/etc/containers/systemd/{file}", text)
        if manifest:
            self.box.write(f"/bench/{file.split('.')[0]}.yaml", manifest)
        self.box.run(f"systemctl daemon-reload && systemctl start {file.split('.')[0]}")

    def unquadlet(self, file):
        self.box.run(
            f"systemctl stop {file.split('.')[0]}; rm /etc/containers/systemd/{file}; systemctl daemon-reload", check=False)

    def probes(self):
        """CPU per probe: what a supervisor with ten probes a second uses more than one without."""
        probe = "    readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}\n"
        server = container("web", "cd /tmp; echo ok > index.html; exec httpd -f -p 8080")

        def cost(name, more, seconds):
            self.up(name, pod(name, "  containers:\n" + server + "".join(
                container(f"c{i}", WAITS, more) for i in range(10))))
            self.box.settle()
            pid = self.box.supervisors()[name]
            web = next(pid for pid, words in self.box.processes() if words[:2] == ["httpd", "-f"])
            before, count = cpu(pid), connections(web)
            time.sleep(seconds)
            result = (cpu(pid) - before, connections(web) - count)
            self.down(name)
            return result

        idle = 20 if self.quick else 60
        spent, _ = cost("quiet", "", idle)
        base, costs, count = spent / idle, [], 0
        for _ in self.rounds(5):
            seconds = 10.5  # 100 probes and some
            spent, made = cost("probed", probe, seconds)
            costs.append((spent - base * seconds) / made)
            count += made
        self.box.run(
            f"podman run -d --name hc --health-cmd 'wget -q -O /dev/null http://127.0.0.1:8080/' --health-interval disable"
            f" {IMAGE} /bin/sh -c 'cd /tmp; echo ok > index.html; exec httpd -f -p 8080'")
        time.sleep(1)
        other = []
        for _ in self.rounds(5):
            self.box.settle()
            _, spent = self.box.run("for i in $(seq 100); do podman healthcheck run hc || exit; done")
            other.append(spent / 100)
        self.box.run("podman rm -f -t 0 hc")
        self.table.row(
            "CPU of 100 httpGet probes", milliseconds([100 * each for each in costs]), milliseconds([100 * each for each in other]),
            "100 × `podman healthcheck run` (httpd's answer, conmon and the runtime not counted)", "≤ 0.01")

    def hour(self):
        """CPU of a probed app in an hour, from a minute or two of it."""
        probes = (
            "    startupProbe: {tcpSocket: {port: 8080}, periodSeconds: 10}\n"
            "    livenessProbe: {tcpSocket: {port: 8080}, periodSeconds: 10}\n"
            "    readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 10}\n")
        server = container("web", "cd /tmp; echo ok > index.html; exec httpd -f -p 8080")
        self.up("hour", pod("hour", "  containers:\n" + server + "".join(container(f"c{i}", WAITS, probes) for i in range(10))))
        self.box.settle()
        pid, own = self.box.supervisors()["hour"], []
        for _ in self.rounds(3, least=1):
            before = cpu(pid)
            time.sleep(40)
            own.append((cpu(pid) - before) * 90)
        self.down("hour")
        self.box.run(
            f"podman run -d --name hc --health-cmd 'wget -q -O /dev/null http://127.0.0.1:8080/' --health-interval disable"
            f" {IMAGE} /bin/sh -c 'cd /tmp; echo ok > index.html; exec httpd -f -p 8080'")
        time.sleep(1)
        other = []
        for _ in self.rounds(3):
            self.box.settle()
            _, spent = self.box.run("for i in $(seq 20); do podman healthcheck run hc || exit; done")
            other.append(spent / 20 * 10 * 360)
        self.box.run("podman rm -f -t 0 hc")
        self.table.row(
            "CPU per hour, ten containers with three probes each every 10 s", Figure(own, "s"), Figure(other, "s"),
            "a Podman healthcheck of each every 10 s (it has only one)")

    def exec(self):
        """What a thousand exec probes leave behind."""
        probe = "{exec: {command: [sh, -c, echo >> /tmp/asked]}, periodSeconds: 1, timeoutSeconds: 20}"
        more = f"    livenessProbe: {probe}\n    readinessProbe: {probe}\n"
        self.up("exec", pod("exec", "  containers:\n" + "".join(container(f"c{i}", WAITS, more) for i in range(10))))
        pid, wanted = self.box.supervisors()["exec"], 200 if self.quick else 1000

        def asked():
            names = " ".join(f"exec-c{i}" for i in range(10))
            return int(self.box.ask(f"for c in {names}; do podman exec $c cat /tmp/asked; done | wc -l"))

        def left():
            """Processes that stay: what runs a probe comes and goes, so the least of some looks counts."""
            looks = []
            for _ in range(20):
                lines = self.box.ask("ps -eo stat=,comm= | sed 's/^ *//'").splitlines()
                looks.append((
                    sum(line.endswith("conmon") for line in lines), sum(line.startswith("Z") for line in lines), len(lines)))
                time.sleep(0.2)
            return [min(column) for column in zip(*looks)]

        while asked() < 100:
            time.sleep(1)
        self.box.settle()
        first, before, memory_before = asked(), left(), memory(pid)[1]
        while asked() < first + wanted:
            time.sleep(5)
        self.box.settle()
        count, after, memory_after = asked() - first, left(), memory(pid)[1]
        self.down("exec")
        self.table.note(
            f"after {count} exec probes",
            f"conmon {before[0]} → {after[0]}, zombies {before[1]} → {after[1]}, processes {before[2]} → {after[2]}, "
            f"private dirty of the supervisor {memory_before:.2f} → {memory_after:.2f} MB")

    def manifest(self):
        """Reading a megabyte of manifest, each by a process of its own; Python's start is not counted, podsup's is."""
        path = self.box.folder + "/large.yaml"
        with open(path, "w") as file:
            file.write(large(1 << 20))
        reader = (
            "import sys, time, yaml\ntext = open(sys.argv[1]).read()\nstart = time.process_time()\n"
            "count = sum(1 for _ in yaml.load_all(text, Loader=yaml.CSafeLoader))\nprint(time.process_time() - start, count)")
        own, other = [], []
        for _ in self.rounds(12):
            before = os.times()
            subprocess.run([self.box.folder + "/podsup", "validate", path], check=True, stdout=subprocess.DEVNULL)
            after = os.times()
            own.append(after.children_user - before.children_user + after.children_system - before.children_system)
            words = subprocess.check_output([sys.executable, "-c", reader, path], text=True).split()
            other.append(float(words[0]))
        self.table.row(
            f"`validate` of a {os.path.getsize(path) / 1e6:.1f} MB manifest, CPU (fields checked, objects built)", milliseconds(own),
            milliseconds(other), "PyYAML's C loader (libyaml), parsing alone", "≤ 1")

    def latency(self):
        chatter = "for i in $(seq 300); do echo this is line $i of a container that says a lot; done; " + WAITS
        self.up("talk", pod("talk", "  containers:\n" + container("c", chatter)))
        self.box.run(f'podman run -d --name chat {IMAGE} /bin/sh -c "{chatter}"'.replace("$", "\\$"))
        pairs = (
            ("`podsup status`", "podsup status", "`podman ps`", "podman ps", "≤ 20 ms, ≤ 0.25"),
            (
                "`podsup logs -n 100`", "podsup logs -n 100 talk", "`podman logs --tail 100`", "podman logs --tail 100 chat",
                "≤ 20 ms, ≤ 0.25 × `podman ps`"),
        )
        self.box.settle()
        for what, own_command, beside, command, budget in pairs:
            own, other = [], []
            for _ in self.rounds(40, least=10):
                own.append(self.box.run(own_command)[0])
                other.append(self.box.run(command)[0])
            if "logs" in own_command:
                self.box.run(own_command)
                if len(self.box.output.splitlines()) != 100:
                    raise Failed(f"{own_command} printed {len(self.box.output.splitlines())} lines")
            self.table.row(what, milliseconds(own), milliseconds(other), beside, budget)
        self.box.run("podman rm -f -t 0 chat")
        self.down("talk")

    def idle(self):
        self.up("calm", waiting("calm", 1))
        self.box.settle()
        pid, seconds = self.box.supervisors()["calm"], 20 if self.quick else 60
        before, spent = switches(pid), cpu(pid)
        time.sleep(seconds)
        rate = (switches(pid) - before) / seconds
        micro = (cpu(pid) - spent) / seconds * 1e6
        watchdog = self.box.ask("systemctl show -P WatchdogUSec podsup-calm")
        self.table.row(
            f"wake-ups a second, idle ({micro:.0f} µs CPU a second)", Figure([rate], "/s"),
            beside=f"watchdog every {watchdog}", budget="0 besides the watchdog")
        self.down("calm")

    def logs(self):
        script = os.path.dirname(os.path.abspath(__file__)) + "/bench-logs"
        lines = {}
        for line in subprocess.check_output([script, self.suite], text=True).splitlines():
            words = line.split()
            if len(words) == 7 and words[1].isdigit():
                lines[words[0]] = words
        own, conmon = lines["pipe"], lines["journald"]
        lost = "none" if own[4:6] == ["0", "0"] else f"{own[4]} missing, {own[5]} double"
        self.table.row(
            f"log lines into the journal (lost or double: {lost})", Figure([float(own[1])], "/s"),
            Figure([float(conmon[1])], "/s"), "conmon's journald driver", "≥ 1")


class Mark:
    """A container that writes into a named pipe as its first act: no polling, no clock but ours."""

    number = 86400

    def __init__(self, box, name):
        Mark.number += 1
        self.sleep = str(Mark.number)
        os.makedirs(f"{box.folder}/{name}", exist_ok=True)
        path = f"{box.folder}/{name}/up"
        if not os.path.exists(path):
            os.mkfifo(path)
        self.pipe = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self.box, self.name = box, name
        self.script = f"echo up > /mark/up; exec sleep {self.sleep}"

    def pod(self, name):
        mount = "    volumeMounts:\n    - {name: mark, mountPath: /mark}\n"
        volume = f"  volumes:\n  - name: mark\n    hostPath: {{path: /bench/{self.name}}}\n"
        return pod(name, "  containers:\n" + container("c", self.script, mount) + volume, grace=1)

    def drain(self):
        try:
            os.read(self.pipe, 4096)
        except BlockingIOError:
            pass

    def wait(self):
        if not select.select([self.pipe], [], [], 60)[0]:
            raise Failed(f"{self.name}: not running within 60 s")
        now = time.monotonic()
        self.drain()
        return now

    def kill(self):
        """Seconds from the kill until the next one runs."""
        time.sleep(0.2)
        pid = next(pid for pid, words in self.box.processes() if words[:2] == ["sleep", self.sleep])
        self.drain()
        start = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        return self.wait() - start


# Of a process, by its pid on the host


def memory(pid):
    """(PSS, private dirty) in MB. The binary's clean pages count as private too while one process maps them."""
    fields = {}
    with open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            words = line.split()
            if words[0].endswith(":"):
                fields[words[0][:-1]] = int(words[1]) * 1024 / 1e6
    return fields["Pss"], fields["Private_Dirty"]


def cpu(pid):
    """Seconds on a CPU, of all threads."""
    return sum(int(open(path).read().split()[0]) for path in glob.glob(f"/proc/{pid}/task/*/schedstat")) / 1e9


def status_field(path, name):
    with open(path) as file:
        return next((line.split()[1:] for line in file if line.startswith(name + ":")), ["0"])


def switches(pid):
    return sum(int(status_field(path, "voluntary_ctxt_switches")[0]) for path in glob.glob(f"/proc/{pid}/task/*/status"))


def cgroup(pid):
    with open(f"/proc/{pid}/cgroup") as file:
        return file.read().strip().rpartition("::")[2]


def parent(pid):
    try:
        return int(status_field(f"/proc/{pid}/status", "PPid")[0])
    except OSError:
        return 0


def inner_pid(pid):
    """The pid it has in its box (or in its container)."""
    try:
        pids = status_field(f"/proc/{pid}/status", "NSpid")
        return int(pids[1]) if len(pids) > 1 else 0
    except OSError:
        return 0


def same_namespace(pid, leader):
    """Whether it lives in the box of this leader."""
    try:
        return os.readlink(f"/proc/{pid}/ns/pid") == os.readlink(f"/proc/{leader}/ns/pid")
    except OSError:
        return False


def connections(pid):
    """Connections that its network has accepted so far."""
    with open(f"/proc/{pid}/net/snmp") as file:
        names, values = [line.split() for line in file if line.startswith("Tcp:")]
    return int(values[names.index("PassiveOpens")])


def machine(box, suite):
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    total = next(int(line.split()[1]) for line in open("/proc/meminfo")) / 1e6
    podman = box.ask("podman version -f '{{.Client.Version}}'")
    systemd = box.ask("systemctl --version").split()[1]
    runtime = box.ask("podman info -f '{{.Host.OCIRuntime.Name}}'")
    return (
        f"{platform.machine()}, {os.cpu_count()} × {model}, {total:.0f} GB, Linux {platform.release()}; box {suite}: "
        f"Podman {podman} with {runtime}, systemd {systemd}; load before {os.getloadavg()[0]:.1f}; {time.strftime('%F')}")


ROWS = ["size", "memory", "site", "up", "boot", "restart", "probes", "hour", "exec", "manifest", "latency", "idle", "logs"]


def main():
    name, folder, suite, *rest = sys.argv[1:]
    quick = "--quick" in rest
    wanted = [word for word in rest if word != "--quick"] or ROWS
    if strange := [word for word in wanted if word not in ROWS]:
        sys.exit(f"bench: no row '{strange[0]}'; there are: {' '.join(ROWS)}")
    box, table = Box(name, folder), Table()
    about = machine(box, suite)
    bench = Bench(box, suite, quick, table)
    for row in wanted:
        try:
            bench.clean()
            getattr(bench, {"up": "starts"}.get(row, row))()
        except (Failed, OSError, StopIteration, KeyError, subprocess.CalledProcessError) as error:
            table.note(row, f"could not be measured: {error}")
    print(f"{about}\n")
    print("| what | podsup | beside | ratio | budget |\n|---|---|---|---|---|")
    print("\n".join(table.lines))


if __name__ == "__main__":
    main()
