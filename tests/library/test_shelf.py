"""What a process keeps of documents: bounded, made once, safe between threads."""

from concurrent.futures import ThreadPoolExecutor

from lms.library.shelf import Kept


def test_a_value_is_made_once():
    kept: Kept[int] = Kept(2)
    made = [kept.get("a", lambda: 1), kept.get("a", lambda: 2)]

    assert made == [1, 1]


def test_the_longest_unused_goes_first():
    kept: Kept[str] = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda key=key: f"old {key}")

    assert kept.get("a", lambda: "new a") == "old a"
    assert kept.get("b", lambda: "new b") == "new b"


def test_what_cannot_be_made_is_not_kept():
    kept: Kept[int] = Kept(2)
    for _ in range(2):
        try:
            kept.get("a", lambda: 1 // 0)
        except ZeroDivisionError:
            continue

    assert kept.get("a", lambda: 3) == 3


def test_many_threads_may_ask_at_once():
    kept: Kept[int] = Kept(10)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: kept.get(n % 20, lambda: n % 20), range(2_000)))

    assert found == [n % 20 for n in range(2_000)]
