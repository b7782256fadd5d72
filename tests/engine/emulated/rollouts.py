"""A deployment on a clock that is moved by hand, task by task, as AWS documents ECS and CodeDeploy. Without moto.

What a task does is said by its image's tag, `timed-<start>-<answers>-<idle or busy>`: it runs `start` seconds after it was
started, and health checks succeed from `answers` seconds after that; `never` is a program that they never reach, `exits` one
that ends at once. One that is busy takes all the time that it has until it stops, and has pauses wait until they end.

Settings are of the service and its target group; times in seconds. Checks begin one interval after a task runs.
"""

import json
import math
import re
import sys
from dataclasses import dataclass, field

STEP = 5  # seconds between two looks of the scheduler at the tasks
UNCHECKED = 40  # "the service scheduler will wait for 40 seconds after a task reaches a RUNNING state"
STAGE = {"CODE_DEPLOY": 3600}  # what new tasks may take to become healthy: CodeDeploy's time-out
DAY = 86400  # and that of a stage of ECS's own shifts
NETWORK = 600  # which a Network Load Balancer adds to a shift
TAG = re.compile(r"timed-(\d+)-(\d+|never|exits)-(idle|busy)")


@dataclass
class Task:
    """A task of a program, from its start on."""

    start: int
    answers: str
    busy: bool
    started: float
    running: float | None = None
    healthy: bool = False
    gone_at: float | None = None  # stopped, and away from then on

    @staticmethod
    def of(tag, now):
        start, answers, pace = TAG.fullmatch(tag).groups()
        return Task(int(start), answers, pace == "busy", now)

    def succeeds(self, seconds):
        return self.answers.isdigit() and seconds >= int(self.answers)

    def look(self, now, settings):
        """Whether the task has failed by now."""
        if self.running is None and now >= self.started + self.start:
            self.running = self.started + self.start
        if self.running is None:
            return False
        if self.answers == "exits":
            return True
        age = now - self.running
        if self.healthy:
            return False  # whose checks succeed from then on
        verdicts = [judge(self, age, settings[kind]) for kind, judge in JUDGES.items() if settings.get(kind)]
        self.healthy = all(healthy for healthy, _ in verdicts) and (bool(verdicts) or age >= UNCHECKED)
        return any(failed for _, failed in verdicts)


def target(task, age, check):
    """A target becomes healthy by one check, and unhealthy by several; ECS overlooks that in the grace period."""
    state, good, bad = "initial", 0, 0
    for number in range(1, int(age // check["interval"]) + 1):
        succeeded = task.succeeds(number * check["interval"])
        good, bad = (good + 1, 0) if succeeded else (0, bad + 1)
        if good >= (1 if state == "initial" else check["healthyThreshold"]):
            state = "healthy"
        elif bad >= check["unhealthyThreshold"]:
            state = "unhealthy"
    return state == "healthy", state == "unhealthy" and age >= check["grace"]


def container(task, age, check):
    """A container becomes healthy by one check, and unhealthy by several in a row that came after its start period."""
    healthy, bad = False, 0
    for number in range(1, int(age // check["interval"]) + 1):
        seconds = number * check["interval"]
        if task.succeeds(seconds):
            healthy, bad = True, 0
        elif seconds > check["startPeriod"]:
            bad += 1
    return healthy, bad >= check["retries"]


JUDGES = {"target": target, "container": container}


@dataclass
class Rollout:
    """The deployment of a service; `tick` moves it on to a moment."""

    settings: dict
    before: str  # tags
    after: str
    now: float = 0
    old: list = field(default_factory=list)
    new: list = field(default_factory=list)
    leaving: list = field(default_factory=list)
    failures: int = 0
    back: bool = False
    state: str = "IN_PROGRESS"
    ended: float | None = None
    shifts: list | None = None  # moments until which each wait of a shift lasts
    fewest: int = 10**9
    most: int = 0

    def __post_init__(self):
        self.begun = self.now
        for _ in range(self.desired):
            task = Task.of(self.before, self.now)
            task.running, task.healthy = self.now, True
            self.old.append(task)

    @property
    def desired(self):
        return self.settings["desiredCount"]

    @property
    def rolls(self):
        return self.settings["strategy"] == "ROLLING"

    def forward(self, moment):
        """Moves on to a moment, with a look whenever something may have happened."""
        while self.now < moment:
            self.tick()
            self.now = min(moment, self.next_look())
        self.tick()

    def next_look(self):
        """When something may happen next, at the earliest: a look before that finds nothing new."""
        moments = [task.gone_at for task in self.leaving] + (self.shifts or [])
        moments.append(self.begun + STAGE.get(self.settings["strategy"], DAY))
        for task in self.old + self.new:
            if task.running is None:
                moments.append(task.started + task.start)
            elif not task.healthy:
                moments.append(self.now + STEP)
        later = [moment for moment in moments if moment > self.now]
        return math.ceil(min(later, default=self.now + STEP) / STEP) * STEP

    def tick(self):
        for task in [task for task in self.new if task.look(self.now, self.settings)]:
            self.new.remove(task)
            self.failures += 1
        for task in self.old:
            if self.back:
                task.look(self.now, self.settings)
        self.leaving = [task for task in self.leaving if task.gone_at > self.now]
        if self.state != "IN_PROGRESS":
            return
        self.roll() if self.rolls else self.shift()
        self.note()

    def note(self):
        self.fewest = min(self.fewest, sum(task.healthy for task in self.old + self.new))
        self.most = max(self.most, len(self.old) + len(self.new))

    def stop(self, tasks, task):
        tasks.remove(task)
        taken = self.settings["drain"] + self.settings["stopTimeout"] if task.busy else 0
        task.gone_at = self.now + taken
        if taken:
            self.leaving.append(task)

    def finish(self, state):
        self.state, self.ended = state, self.now

    def roll(self):
        if not self.back and self.failures >= threshold(self.desired, self.settings.get("threshold")):
            self.back = True
            self.new.clear()  # they serve nothing
        if self.back:
            while len(self.old) < self.desired:
                self.old.append(Task.of(self.before, self.now))
            if all(task.healthy for task in self.old):
                self.finish("ROLLED_BACK")
            return
        floor = math.ceil(self.desired * self.settings["minimumHealthyPercent"] / 100)
        ceiling = math.floor(self.desired * self.settings["maximumPercent"] / 100)
        moved = True
        while moved:
            moved = False
            while len(self.old) + len(self.new) < ceiling and len(self.new) < self.desired:
                self.new.append(Task.of(self.after, self.now))
                moved = True
                self.note()
            while self.old and sum(task.healthy for task in self.old + self.new) > floor:
                self.stop(self.old, self.old[-1])
                moved = True
                self.note()
        if not self.old and not self.leaving and len(self.new) == self.desired and all(t.healthy for t in self.new):
            self.finish("SUCCEEDED")

    def shift(self):
        if self.shifts is None:
            while len(self.new) < self.desired:
                self.new.append(Task.of(self.after, self.now))
            if all(task.healthy for task in self.new):
                self.shifts, moment = [], self.now
                for wait in waits(self.settings, Task.of(self.after, 0).busy):
                    moment += wait
                    self.shifts.append(moment)
            elif self.now - self.begun >= STAGE.get(self.settings["strategy"], DAY):
                self.new.clear()
                self.finish("ROLLED_BACK")
                return
        if self.shifts is not None and all(moment <= self.now for moment in self.shifts):
            for task in list(self.old):
                self.stop(self.old, task)
            if not self.leaving:
                self.finish("SUCCEEDED")


def threshold(desired, own):
    """Failed tasks that trip the circuit breaker."""
    kind, value = (own["type"], own["value"]) if own else ("BOUNDED_PERCENT", 50)
    if kind == "COUNT":
        return value
    part = math.ceil(desired * value / 100)
    return part if kind == "UNBOUNDED_PERCENT" else max(3, min(200, part))


def waits(settings, busy):
    """Seconds of each wait, from the moment that the new tasks are healthy to the one that the old ones are stopped."""
    steps = shares(settings)
    slow = NETWORK if settings.get("network") else 0
    yield slow  # the test requests
    for hook in settings.get("hooks", []):
        if busy:
            times = len(steps) if hook["stage"] == "PRODUCTION_TRAFFIC_SHIFT" else 1
            yield times * hook["timeout"]
    for share in steps:
        yield slow
        if share != "all":
            yield settings["stepWait"]
    yield settings["bake"]


def shares(settings):
    """One word for each time that requests move."""
    if settings["strategy"] == "CANARY" or settings.get("isCanary"):
        return ["some", "all"]
    if settings["strategy"] == "BLUE_GREEN" or not settings.get("stepPercent"):
        return ["all"]
    moved, steps = settings["stepPercent"], []
    while moved < 100:
        steps.append("some")
        moved += settings["stepPercent"]
    return [*steps, "all"]


def main():
    """Carries out each deployment of a list on stdin to its end, or to a day and an hour, and tells how it went."""
    results = []
    for case in json.load(sys.stdin):
        rollout = Rollout(case["settings"], case["before"], case["after"])
        while rollout.state == "IN_PROGRESS" and rollout.now < DAY + 3600:
            rollout.forward(rollout.next_look())
        results.append({
            "state": rollout.state, "ended": rollout.ended, "fewest": rollout.fewest, "most": rollout.most,
        })
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
