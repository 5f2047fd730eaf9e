"""Many apps: what all that supervises them takes together, and one app's change among them."""

import time

from bench import SUPERVISORD
from box import Failed
from manifest import compose, configured, waiting
from process import inner_pid, name, parent, pss, same_namespace
from sides import Sides
from table import Figure, Peer, milliseconds

# Everything that is there for containers, and is not in one.
RESIDENT = {"conmon", "catatonit", "podman", "podsup", "aardvark-dns", "rootlessport", "supervisord"}


def plane(bench):
    counts = (1, 10) if bench.quick else (1, 10, 50)
    own, peers = podsup(bench, counts), {}
    for peer, run in (bench.kube_name, kube_units), (SUPERVISORD, supervisord):
        try:
            peers[peer] = run(bench, counts)
        except Failed as error:  # the others' figures stand
            bench.table.fail(f"plane: {peer}", error)
            bench.clean()
    for count in counts:
        for what, which, unit in (
            (f"{count} idle app{'s' * (count > 1)}, PSS: supervisors, podman.service, exec helper, beside the service "
             "containers or supervisord", 0, "MB"),
            ("… with every conmon, infra container and name server", 1, "MB"),
            ("… CPU of the whole box in a minute", 2, "ms"),
        ):
            bench.table.row(
                what, Figure([own[count][which]], unit),
                *(Peer(peer, Figure([found[count][which]], unit)) for peer, found in peers.items()))


def measure(bench, control):
    """(MB that control takes, MB with all around it, ms of CPU a minute), once nothing happens any more."""
    bench.box.rest()
    seconds = bench.seconds(15)
    time.sleep(2)
    before = bench.box.cpu()
    time.sleep(seconds)
    spent = (bench.box.cpu() - before) / seconds * 60_000
    pids = [pid for pid, _ in bench.box.processes() if name(pid) in RESIDENT]
    return pss(control()), pss(pids), spent


def podsup(bench, counts):
    box, found, started = bench.box, {}, 0
    for count in counts:
        for i in range(started, count):
            box.write(f"/bench/p{i}.yaml", waiting(f"p{i}"))
        box.run(f"seq {started} {count - 1} | xargs -I N -P 4 podsup up -q /bench/pN.yaml")
        started = count
        found[count] = measure(bench, lambda: [
            pid for pid, words in box.processes()
            if words[1:2] in (["supervise"], ["exec-helper"]) or words[1:3] == ["system", "service"]])
    if len(box.supervisors()) != started:
        raise Failed(f"{len(box.supervisors())} supervisors instead of {started}")
    among(bench, started)
    bench.down(*(f"p{i}" for i in range(started)))
    return found


def kube_units(bench, counts):
    box, found, units = bench.box, {}, []
    for count in counts:
        more = bench.add_kube_units({f"r{i}": waiting(f"r{i}") for i in range(len(units), count)})
        box.run("systemctl start " + " ".join(more))
        units += more
        found[count] = measure(bench, lambda: service_containers(box, units))
    bench.remove_kube_units(units)
    return found


def service_containers(box, units):
    """The two processes that each `.kube` unit adds to its pod: a conmon and its catatonit; and `podman` if it stays."""
    mains = set(map(int, box.ask("systemctl show -P MainPID " + " ".join(units)).split()))
    inside = [pid for pid, _ in box.processes()]
    conmon = {pid for pid in inside if inner_pid(pid) in mains and same_namespace(pid, box.pid)}
    if len(conmon) != len(units):
        raise Failed(f"{len(conmon)} service containers instead of {len(units)}")
    return [pid for pid in inside if pid in conmon or parent(pid) in conmon or name(pid) == "podman"]


def supervisord(bench, counts):
    found = {}
    for count in counts:
        bench.box.run(bench.start_supervisord("many", ["sleep 1d"] * count))
        found[count] = measure(bench, lambda: [pid for pid, _ in bench.box.processes() if name(pid) == "supervisord"])
        bench.box.run(bench.stop_supervisord("many"))
    return found


def among(bench, count):
    """A variable changes, in podsup's and kube's app by a ConfigMap, while `count` apps of podsup run."""
    box = bench.box
    sides = Sides({
        "podsup": ("/bench/p7.yaml", configured, "podsup up -q /bench/p7.yaml", "p7-c0"),
        "`podman kube play --replace` of that app": (
            "/bench/extra.yaml", configured, "podman kube play --replace /bench/extra.yaml", "extra-c0"),
        "`podman-compose up -d`": (
            "/bench/comp/compose.yaml", lambda _, value: compose(1, value),
            "podman-compose -p comp -f /bench/comp/compose.yaml up -d",
            "$(podman ps -q --filter label=io.podman.compose.project=comp)"),
    })
    for value in range(1 + len(bench.rounds(6))):
        def once(path, text, command, container):
            box.write(path, text(path.split("/")[2].removesuffix(".yaml"), value))
            box.settle()
            elapsed, _ = box.run(command)
            if f"MOTD=value-{value}" not in box.ask(f"podman inspect -f '{{{{.Config.Env}}}}' {container}"):
                raise Failed(f"{command}: the container does not get the new variable")
            return elapsed

        sides.turn(once)
    # The first time it is new.
    sides.row(bench, f"one app's change among {count}", lambda figures: milliseconds(figures[1:]))
    box.run("podman kube down /bench/extra.yaml; podman-compose -p comp -f /bench/comp/compose.yaml down", check=False)
    own, other = [], []
    box.rest()
    for _ in bench.rounds(15):
        own.append(box.run("podsup status")[0])
        other.append(box.run("podman ps")[0])
    bench.table.row(f"`podsup status` of {count} apps", milliseconds(own), Peer("`podman ps`", milliseconds(other)))


rows = {"plane": plane}
