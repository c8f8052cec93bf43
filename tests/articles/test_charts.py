"""Where the bars of a chart stand."""

from __future__ import annotations

from articles.charts import HEIGHT, LEAST, TOP, Point, chart, step_of


def points(*counts: int, **fields) -> list[Point]:
    return [Point(str(number), count, **fields) for number, count in enumerate(counts)]


def test_bars_are_as_long_as_their_numbers_and_a_few_are_still_seen():
    drawn = chart(points(0, 1, 500, 1000)).bars

    assert [bar.height for bar in drawn] == [0, LEAST, HEIGHT // 2, HEIGHT]
    # All stand on one line.
    assert {bar.y + bar.height for bar in drawn} == {TOP + HEIGHT}


def test_charts_beside_each_other_have_one_measure():
    assert [bar.height for bar in chart(points(5, 10), height=100, most=100).bars] == [5, 10]


def test_the_number_of_the_longest_bar_has_room_above_it():
    assert min(bar.above for bar in chart(points(1, 7)).bars) >= 12


def test_bars_stand_so_far_apart_that_their_numbers_do_not_touch():
    assert step_of(points(1, 999)) == 30
    assert step_of(points(1, 123456)) == 52
    assert step_of([]) == 30


def test_a_chart_is_as_high_as_the_lines_below_it_need():
    one, two = (chart(points(3, below=below)) for below in (("1",), ("1", "2022")))
    assert two.height - one.height == two.below[1] - two.below[0] == 16
    assert two.below[-1] < two.height


def test_a_chart_of_nothing_is_drawn_as_nothing():
    assert chart(points(0, 0)).bars[0].height == 0
    assert chart([]).bars == ()
