"""Figures, the table of them, and its place in the README."""

import statistics
import sys


class Figure:
    def __init__(self, values, unit):
        self.values, self.unit = sorted(values), unit

    @property
    def median(self):
        return statistics.median(self.values)

    def __str__(self):
        digits = "{:g}".format if not self.unit else three_digits
        text = f"{digits(self.median)} {self.unit}".strip()
        if len(self.values) < 3:
            return text
        low, _, high = statistics.quantiles(self.values, n=4, method="inclusive")
        return f"{text} [{digits(low)}–{digits(high)}]"


def three_digits(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def milliseconds(values):
    return Figure([value * 1000 for value in values], "ms")


class Peer:
    """What a user would pick instead; `most`: the budget of podsup's ratio to it."""

    def __init__(self, name, figure, most=None):
        self.name, self.figure, self.most = name, figure, most


class Table:
    HEAD = "| what | podsup | beside it | ratio | budget |\n|---|---|---|---|---|"

    def __init__(self):
        self.lines, self.failed = [], []

    def row(self, what, own, *peers, most=None, more_is_better=False, budget=""):
        """`most`: the budget of the figure itself, in its unit. Each peer has a line of its own."""
        if most is not None:
            budget = f"≤ {most:g} {own.unit}" + (", **missed**" if own.median > most else "")
        for peer in peers or [None]:
            beside = ratio = ""
            if peer:
                beside = f"{peer.name}: {peer.figure}"
                ratio, missed = verdict(own.median, peer, more_is_better)
                if peer.most is not None:
                    sign = "≥" if more_is_better else "≤"
                    budget += f"{', ' if budget else ''}{sign} {peer.most:g} ×" + (", **missed**" if missed else "")
            self.add(f"| {what} | {own} | {beside} | {ratio} | {budget} |")
            what, budget = "″", ""

    def note(self, what, text):
        self.add(f"| {what} | {text} | | | |")

    def fail(self, row, error):
        self.failed.append(row)
        self.note(row, f"**could not be measured**: {str(error).replace('|', '/')}")

    def add(self, line):
        self.lines.append(line)
        print("bench:", line, file=sys.stderr, flush=True)

    def __str__(self):
        return "\n".join([self.HEAD, *self.lines])


def verdict(own, peer, more_is_better):
    """(the ratio, and who is ahead; whether the budget is missed). Within a twentieth nobody is."""
    other = peer.figure.median
    if other == 0:
        return ("", False) if own == 0 else ("**beside is ahead**", peer.most is not None)
    ratio = own / other
    behind = ratio < 1 / 1.05 if more_is_better else ratio > 1.05
    missed = peer.most is not None and (ratio < peer.most if more_is_better else ratio > peer.most)
    return f"{ratio:.3g}" + (", **beside is ahead**" if behind else ""), missed


def put(path, suite, text):
    """Into the file, between the marks of this suite."""
    start, end = f"<!-- bench {suite} -->\n", f"<!-- /bench {suite} -->"
    with open(path) as file:
        before, _, rest = file.read().partition(start)
    _, found, after = rest.partition(end)
    if not found:
        sys.exit(f"bench: {path}: no lines '{start.strip()}' and '{end}' to write the table between; add them")
    with open(path, "w") as file:
        file.write(f"{before}{start}{text}\n{end}{after}")
