"""Several processes that do as one would: in order, bounded, and heard of whatever happens to them."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artikit.errors import ArtikitError, UsageError, WriteError
from artikit.parallel import Crew
from artikit.parallel.crew import start_method

from . import works

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and forks of POSIX")

METHODS = ["fork", "forkserver", "spawn"]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", autouse=True)
def findable() -> Iterator[None]:
    """Let processes that are not forked find the work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        yield


def weight(_item: int) -> int:
    return 20_000


def flat(pairs: Iterable[tuple[int, Iterable[Any]]]) -> list[tuple[int, list[Any]]]:
    return [(item, list(results)) for item, results in pairs]


def one_by_one(work: Callable[[int], Iterable[Any]], items: Iterable[int]) -> list[tuple[int, list[Any]]]:
    return [(item, list(work(item))) for item in items]


class Items:
    """Numbers, and how many of them were taken."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = iter(numbers)
        self.taken = 0

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        number = next(self._numbers)
        self.taken += 1
        return number


def take_all(seen: list[Any], pairs: Iterable[tuple[int, Iterable[Any]]]) -> None:
    """Take results one by one, so that those before an error are kept."""
    for _, results in pairs:
        seen.extend(results)


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def until(told: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("jobs", [2, 5])
def test_results_come_in_the_order_of_the_items(method: str, jobs: int) -> None:
    with Crew(works.squares, jobs, method=method, worth=0) as crew:
        assert flat(crew.ordered(range(1_500), weight)) == one_by_one(works.squares, range(1_500))


def test_they_do_so_when_the_first_chunks_take_longest() -> None:
    with Crew(works.slow, 3, worth=0) as crew:
        found = flat(crew.ordered(range(400), weight))
    assert [item for item, _ in found] == list(range(400))
    assert [results[0][0] for _, results in found] == list(range(400))
    pids = {results[0][1] for _, results in found}
    assert len(pids) == 3
    assert os.getpid() not in pids


def test_results_larger_than_any_pipe_come_through() -> None:
    with Crew(works.large, 2, worth=0) as crew:
        sizes = [(item, [one[0] for one in results]) for item, results in crew.ordered(range(200), weight)]
    assert sizes == [(item, [item % 256]) for item in range(200)]


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 900_000)), max_size=300),
    st.integers(0, 5_000_000),
    st.integers(1, 3),
)
@settings(max_examples=40, deadline=None)
def test_what_is_known_here_comes_in_its_turn(items: list[tuple[bool, int]], worth: int, jobs: int) -> None:
    def here(item: int) -> Iterator[int] | None:
        return iter([-1, -item]) if items[item][0] else None

    with Crew(works.squares, jobs, worth=worth) as crew:
        found = flat(crew.ordered(range(len(items)), lambda item: items[item][1], here))
    expected = [
        (number, [-1, -number] if known else list(works.squares(number)))
        for number, (known, _) in enumerate(items)
    ]
    assert found == expected


def test_no_more_items_are_taken_than_there_is_room_for() -> None:
    items, most = Items(count(1)), 0
    with Crew(works.squares, 2, worth=0) as crew:
        for item, results in crew.ordered(items, weight):
            list(results)
            most = max(most, items.taken - item)
            if item == 5_000:
                break
    assert 0 < most <= 1_024 + 32


def test_many_items_that_make_no_work_are_handed_on_meanwhile() -> None:
    items = Items(range(1, 20_001))
    with Crew(works.squares, 2) as crew:
        for item, results in crew.ordered(items, weight, lambda item: () if item > 1 else None):
            assert items.taken - item <= 1_024
            assert len(list(results)) == (item == 1)
        assert crew._workers is None


def test_little_work_is_done_here() -> None:
    with Crew(works.slow, 4) as crew:
        assert {pid for _, results in crew.ordered(range(50), weight) for _, pid in results} == {os.getpid()}


def test_a_start_with_all_imports_needs_more_work_and_comes_however_small_the_items_are() -> None:
    with Crew(works.squares, 2, method="spawn") as crew:
        pairs = crew.ordered(range(4_000), lambda _: 0)
        assert flat(next(pairs) for _ in range(1_000)) == one_by_one(works.squares, range(1_000))
        assert crew._workers is None
        assert flat(pairs) == one_by_one(works.squares, range(1_000, 4_000))
        assert crew._workers is not None


def test_one_job_is_done_here_however_much_it_is() -> None:
    with Crew(works.slow, 1, worth=0) as crew:
        assert {pid for _, results in crew.ordered(range(50), weight) for _, pid in results} == {os.getpid()}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("work", "how"), [(works.killed, "killed by signal 9"), (works.leaving, "ended with code 3")]
)
def test_a_worker_that_dies_is_an_error(method: str, work: Callable[[int], Iterator[int]], how: str) -> None:
    seen: list[int] = []
    with Crew(work, 2, method=method, worth=0) as crew, pytest.raises(ArtikitError, match=how):
        take_all(seen, crew.ordered(range(5_000), weight))
    assert seen == list(range(len(seen)))
    assert len(seen) <= 700


def test_a_worker_that_is_dead_before_it_is_given_work_is_an_error() -> None:
    with Crew(works.slow, 2, worth=0) as crew:
        pairs = crew.ordered(count(), weight)
        list(next(pairs)[1])
        assert crew._workers is not None
        for worker in crew._workers._all:
            os.kill(worker.process.pid or 0, signal.SIGKILL)
        with pytest.raises(ArtikitError, match="killed by signal 9"):
            take_all([], pairs)


@pytest.mark.parametrize("method", METHODS)
def test_an_error_comes_where_it_would_come_in_one_process(method: str) -> None:
    seen: list[int] = []
    with Crew(works.refusing, 3, method=method, worth=0) as crew:
        with pytest.raises(UsageError) as caught:
            take_all(seen, crew.ordered(range(2_000), weight))
        assert str(caught.value) == "item 700 cannot be done"
        assert "in refusing" in caught.value.__notes__[0]
    assert seen == [*(one for item in range(700) for one in (item, -item)), 700]


def test_an_error_keeps_what_it_carries() -> None:
    with Crew(works.unwritable, 2, worth=0) as crew, pytest.raises(WriteError) as caught:
        flat(crew.ordered(range(1_000), weight))
    told = caught.value
    assert (str(told), told.pointer, told.help) == ("no such thing", ("related", 3), "leave it out")


@pytest.mark.parametrize(("work", "says"), [(works.odd, "Odd: 1 and 2"), (works.unpicklable, "pickle|local")])
def test_what_cannot_cross_is_an_error_and_no_hang(work: Callable[[int], Iterator[Any]], says: str) -> None:
    with Crew(work, 2, worth=0) as crew, pytest.raises(Exception, match=says):
        flat(crew.ordered(range(1_000), weight))


@pytest.mark.parametrize("method", METHODS)
def test_a_worker_prints_nothing(method: str, capfd: pytest.CaptureFixture[str]) -> None:
    with Crew(works.talking, 2, method=method, worth=0) as crew:
        flat(crew.ordered(range(200), weight))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("method", METHODS)
def test_a_worker_works_as_this_process_does(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if method != "forkserver":  # whose environment is that of the first use of it
        monkeypatch.setenv("ARTIKIT_TEST", "yes")
    before, limits = gc.get_threshold(), sys.getrecursionlimit()
    gc.set_threshold(40_000, 11, 12)
    sys.setrecursionlimit(limits + 17)
    try:
        with Crew(works.settings, 2, method=method, worth=0) as crew:
            found = dict(flat(crew.ordered(range(100), weight)))
    finally:
        gc.set_threshold(*before)
        sys.setrecursionlimit(limits)
    env = os.environ.get("ARTIKIT_TEST")
    expected: tuple[object, ...] = (
        99,
        limits + 17,
        (40_000, 11, 12),
        str(tmp_path),
        env,
        signal.SIG_DFL,
        signal.SIG_IGN,
        set(),
    )
    assert found[99] == [expected]


@pytest.mark.parametrize("method", METHODS)
def test_processes_are_gone_with_the_crew(method: str) -> None:
    with Crew(works.slow, 3, method=method, worth=0) as crew:
        pairs = crew.ordered(count(), weight)
        pids = {pid for _ in range(300) for _, pid in next(pairs)[1]}
    assert len(pids) > 1
    assert all(map(is_gone, pids))


@pytest.mark.parametrize("method", METHODS)
def test_no_orphan_is_left_when_this_process_is_killed(method: str) -> None:
    code = (
        "from tests.parallel import works\n"
        "from itertools import count\n"
        "from artikit.parallel import Crew\n"
        "if __name__ == '__main__':\n"
        f"    with Crew(works.slow, 3, method={method!r}, worth=0) as crew:\n"
        "        for item, results in crew.ordered(count(), lambda one: 20_000):\n"
        "            print(*[pid for _, pid in results], flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        pids = {int(process.stdout.readline()) for _ in range(400)}
        process.kill()
        process.stdout.read()
        assert process.stderr.read() == ""
    assert len(pids) > 1
    until(lambda: all(map(is_gone, pids)))


@pytest.mark.skipif(sys.platform != "linux", reason="forks are for Linux")
def test_a_process_with_threads_is_not_forked() -> None:
    code = (
        "import threading\n"
        "from artikit.parallel.crew import start_method\n"
        "print(start_method())\n"
        "wait = threading.Event()\n"
        "threading.Thread(target=wait.wait).start()\n"
        "print(start_method())\n"
        "wait.set()\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert run.stdout.split() == ["fork", "forkserver"]
    assert start_method() in METHODS
