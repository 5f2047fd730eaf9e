"""podsup and its peers, which take turns at one thing. A peer that fails at it is said to, and the others go on."""

from box import Failed
from table import Peer


class Sides:
    def __init__(self, arguments):
        """{side: what it is called with}; podsup first."""
        self.arguments, self.figures, self.failed = arguments, {side: [] for side in arguments}, {}

    def turn(self, once):
        """Each side's figure of one round is what `once` returns."""
        own = next(iter(self.arguments))
        for side, arguments in self.arguments.items():
            if side in self.failed:
                continue
            try:
                self.figures[side].append(once(*arguments))
            except Failed as error:
                if side == own:
                    raise
                self.failed[side] = error

    def row(self, bench, what, figure, most=None):
        own, *peers = self.arguments
        bench.table.row(what, figure(self.figures[own]), *(
            Peer(side, figure(self.figures[side]), most=most) for side in peers if side not in self.failed))
        for side in peers:
            if side in self.failed:
                bench.table.fail(f"{what}: {side}", self.failed[side])
