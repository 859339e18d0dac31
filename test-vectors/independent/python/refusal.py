"""How a check ends that does not pass: with a reason code (spec §13)."""


class Refused(Exception):
    """The first departure decides: whoever raises this knows the code."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code
