"""Work in other threads is done as it would be here: in order, with its errors, to the end."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest

from pipelines.staging.overlap import Behind, ahead


@pytest.mark.parametrize("number", [0, 1, 2, 50])
def test_all_items_come_in_order(number):
    assert list(ahead(iter(range(number)))) == list(range(number))


def test_an_item_is_computed_while_the_one_before_is_in_use():
    begun = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        begun.set()
        yield 2

    found = ahead(items())
    assert next(found) == 1
    assert begun.wait(10)
    assert list(found) == [2]


def test_an_error_comes_after_the_items_before_it():
    def items() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    found = ahead(items())
    assert next(found) == 1
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_tasks_are_done_one_by_one_in_order():
    done: list[int] = []
    with Behind.caller() as behind:
        for number in range(50):
            behind.do(partial(done.append, number))
    assert done == list(range(50))


def test_a_task_does_not_hold_up_its_caller():
    may_end = threading.Event()
    with Behind.caller() as behind:
        behind.do(lambda: None if may_end.wait(10) else pytest.fail("the caller waited"))
        may_end.set()


@pytest.mark.parametrize("is_last", [True, False])
def test_the_error_of_a_task_is_raised(is_last):
    done: list[int] = []
    with pytest.raises(ZeroDivisionError), Behind.caller() as behind:
        behind.do(lambda: done.append(1 // 0))
        if not is_last:
            behind.do(lambda: done.append(1))
    assert done == []


def test_no_task_goes_on_when_the_block_fails():
    may_end, done = threading.Event(), list[int]()

    def task() -> None:
        may_end.wait(10)
        done.append(1)

    with pytest.raises(ZeroDivisionError), Behind.caller() as behind:
        behind.do(task)
        threading.Timer(0.05, may_end.set).start()
        raise ZeroDivisionError
    assert done == [1]
