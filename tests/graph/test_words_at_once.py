"""Words are read by several threads at once, as pages are asked for by several people."""

from concurrent.futures import ThreadPoolExecutor

from graph.words import reading


def test_threads_do_not_disturb_each_other() -> None:
    texts = [f"定住{number}" for number in range(2_000)]
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(reading, texts))

    assert all(each.startswith("テイジュウ") for each in told)
