"""What an experiment found."""

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """One fault: how often it was tried, what broke (nothing, one hopes) and what the control run showed."""

    fault: str
    trials: int = 0
    problems: list[str] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)
    control: str = ""
    seconds: float = 0.0

    def note(self, problems: list[str]) -> None:
        """Keep what broke in one trial."""
        self.problems += problems

    def count(self, name: str, by: int = 1) -> None:
        """Add to a figure."""
        value = self.figures.get(name, 0)
        self.figures[name] = (value if isinstance(value, int) else 0) + by

    @property
    def is_good(self) -> bool:
        """Whether everything held."""
        return not self.problems

    def line(self) -> str:
        """The row of the table."""
        told = "; ".join(f"{name} {value}" for name, value in self.figures.items())
        result = "held" if self.is_good else f"**{len(self.problems)} broke**: {self.problems[0][:200]}"
        return (
            f"| {self.fault} | {self.trials:,} | {result} | {told} | {self.control} | {self.seconds:.0f} s |"
        )


HEADING = "| Fault | Trials | Result | What happened | Control | Time |\n|---|---|---|---|---|---|"
