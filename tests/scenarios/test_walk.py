from hypothesis import given, settings
from hypothesis import strategies as st

from lms.scenarios.domain import Band, Outlook, Situation, open_moves, opening
from lms.scenarios.domain.circles import components
from tests.effort import within
from tests.scenarios.scripts import choice, ending, script, step, walk


def test_the_best_way_is_the_sum_along_it():
    scenario = script(
        step("a", choice("good", "b", skills=2), choice("bad", "b", skills=-1)),
        step("b", choice("good", "end", voice=3), choice("bad", "end")),
        ending("end"),
    )

    assert walk(scenario).best.total == 5


def test_a_competency_has_a_best_way_of_its_own():
    scenario = script(
        step("a", choice("one", "end", skills=3), choice("other", "end", voice=2)), ending("end")
    )

    best = walk(scenario).best
    assert best.total == 3
    assert best.by_competency == {"skills": 3, "voice": 2}


def test_a_way_that_conditions_shut_counts_nothing():
    scenario = script(
        step("a", choice("shout", "b", mood=-30), choice("go", "end")),
        step("b", choice("calm", "end", only="mood >= 50", skills=3), choice("go", "end")),
        ending("end"),
        variables={"mood": 60},
    )

    assert walk(scenario).best.total == 0


def test_a_flag_opens_a_way():
    scenario = script(
        step("a", choice("sorry", "b", sets=["apologised"]), choice("go", "b", skills=1)),
        step("b", choice("thank", "end", only="apologised", skills=3), choice("go", "end")),
        ending("end"),
        flags=["apologised"],
    )

    assert walk(scenario).best.total == 3


def test_a_failing_ending_does_not_count_as_passing():
    scenario = script(
        step("a", choice("bribe", "fired", skills=3), choice("help", "end", skills=1)),
        ending("end"),
        ending("fired", Band.FAILING),
    )

    best = walk(scenario).best
    assert (best.total, best.passing) == (3, 1)


def test_without_a_way_to_pass_there_is_no_passing_best():
    scenario = script(
        step("a", choice("x", "end", skills=1), choice("y", "end")), ending("end", Band.FAILING)
    )

    assert walk(scenario).best.passing is None


def test_all_losses_make_a_best_of_nothing():
    scenario = script(
        step("a", choice("x", "end", skills=-1), choice("y", "end", skills=-2)), ending("end")
    )

    best = walk(scenario).best
    assert best.total == 0
    assert best.by_competency == {"skills": 0}


def test_going_round_in_a_circle_earns_nothing():
    scenario = script(
        step("a", choice("again", "a", skills=-1), choice("on", "end", skills=2)), ending("end")
    )

    assert walk(scenario).best.total == 2


def test_a_circle_costs_what_its_moves_cost():
    scenario = script(
        step("a", choice("into", "b", skills=-2), choice("off", "end", skills=-3)),
        step("b", choice("back", "a", skills=-1), choice("out", "end", skills=3)),
        ending("end"),
    )
    walked = walk(scenario)

    assert walked.best.total == 1


def test_a_circle_that_changes_the_mood_ends_where_the_mood_is_at_its_limit():
    scenario = script(
        step(
            "a",
            choice("shout", "a", mood=-30, skills=-1),
            choice("leave", "end", only="mood < 10", skills=3),
            choice("stay", "end"),
        ),
        ending("end"),
        variables={"mood": 50},
    )

    assert walk(scenario).best.total == 1


def test_situations_that_nothing_tells_apart_are_one():
    scenario = script(
        step("a", choice("x", "b", mood=10, sets=["seen"]), choice("y", "b", mood=-10)),
        step("b", choice("x", "end"), choice("y", "end")),
        ending("end"),
        variables={"mood": 50},
        flags=["seen"],
    )

    assert len(walk(scenario).nodes) == 3


def test_what_can_still_be_had_is_known_everywhere():
    scenario = script(
        step("a", choice("good", "b", skills=1, mood=5), choice("bad", "b", mood=-40)),
        step("b", choice("calm", "end", only="mood >= 50", skills=3), choice("go", "end")),
        ending("end"),
        variables={"mood": 60},
    )
    walked = walk(scenario)
    first = opening(scenario)
    good, bad = (first.after(move) for move in scenario.steps[0].moves)

    assert [walked.outlook(here).points for here in (first, good, bad)] == [4, 3, 0]


def test_the_outlook_keeps_to_endings_that_do_not_fail():
    scenario = script(
        step("a", choice("bribe", "fired", skills=3), choice("on", "b", skills=1)),
        step("b", choice("x", "end", skills=1), choice("y", "lost", skills=2)),
        step("lost", choice("x", "fired"), choice("y", "fired", skills=-1)),
        ending("end"),
        ending("fired", Band.FAILING),
    )
    walked = walk(scenario)
    lost = Situation("lost", {}, frozenset())

    assert walked.outlook(opening(scenario)) == Outlook(passes=True, points=2)
    assert walked.outlook(lost) == Outlook(passes=False, points=0)
    assert Outlook(passes=False, points=9) < Outlook(passes=True, points=-3)


def test_too_many_situations_are_not_walked_to_the_end(monkeypatch):
    monkeypatch.setattr("lms.scenarios.domain.walk.MOST_SITUATIONS", 2)
    steps = [step(f"s{i}", choice("x", f"s{i + 1}"), choice("y", f"s{i + 1}")) for i in range(5)]

    assert not walk(script(*steps, ending("s5"))).is_complete


def test_components_stand_after_what_they_lead_to():
    graph = [[1], [2, 3], [1], [4], []]

    found = components(graph)
    assert [set(component) for component in found] == [{4}, {3}, {1, 2}, {0}]


def test_parts_of_a_graph_that_nothing_joins_are_all_found():
    assert sorted(map(sorted, components([[], [2], [1], [3]]))) == [[0], [1, 2], [3]]


# --- against the slow way: trying every play ---

NAMES = ("skills", "voice")
CONDITIONS = [None, "mood >= 50", "mood < 40", "told", "not told", "mood > 55 or told", "mood = 60"]


@st.composite
def scripts(draw):
    """Scenarios of up to six steps that only lead on, with moods, a flag and conditions."""
    count = draw(st.integers(1, 6))
    names = [f"s{i}" for i in range(count)] + ["good", "poor"]

    def a_choice(place: int, name: str):
        later = st.sampled_from(names[place + 1 :])
        condition = draw(st.sampled_from(CONDITIONS))
        to = [(draw(later), condition)] if condition else []
        return choice(
            name,
            [*to, (draw(later), None)],
            mood=draw(st.integers(-60, 60)),
            sets=["told"] if draw(st.booleans()) else [],
            clears=["told"] if draw(st.integers(0, 3)) == 0 else [],
            only=draw(st.sampled_from(CONDITIONS)) if name != "0" else None,
            **{competency: draw(st.integers(-3, 3)) for competency in NAMES},
        )

    steps = [
        step(names[i], *(a_choice(i, str(n)) for n in range(draw(st.integers(2, 3)))))
        for i in range(count)
    ]
    endings = [ending("good"), ending("poor", Band.FAILING)]
    return script(*steps, *endings, variables={"mood": draw(st.integers(0, 100))}, flags=["told"])


def every_play(scenario):
    """All plays, as (points per competency, ending)."""
    waiting = [(opening(scenario), (0, 0))]
    while waiting:
        situation, earned = waiting.pop()
        here = scenario.by_id[situation.step]
        if not here.moves:
            yield earned, here
        for move in open_moves(here, situation):
            gained = tuple(e + move.points[name] for e, name in zip(earned, NAMES, strict=True))
            waiting.append((situation.after(move), gained))


@settings(max_examples=150, deadline=None)
@given(scripts())
def test_the_best_is_what_trying_every_play_finds(scenario):
    plays = list(every_play(scenario))
    best = walk(scenario).best
    passing = [sum(earned) for earned, end in plays if end.band is not Band.FAILING]

    assert best.total == max(0, *(sum(earned) for earned, _ in plays), 0)
    assert best.passing == (max(passing) if passing else None)
    for place, name in enumerate(NAMES):
        assert best.by_competency.get(name, 0) == max(0, *(earned[place] for earned, _ in plays), 0)


def test_two_hundred_steps_are_walked_in_good_time():
    count = 200
    steps = [
        step(
            f"s{i}",
            choice("good", f"s{i + 1}", mood=7, skills=2, sets=[f"f{i % 6}"]),
            choice("plain", f"s{i + 1}", mood=-3, voice=1),
            choice("bad", [(f"s{i + 1}", "mood >= 20"), (f"s{min(count, i + 2)}", None)], mood=-11),
        )
        for i in range(count)
    ]
    scenario = script(
        *steps, ending(f"s{count}"), variables={"mood": 50}, flags=[f"f{i}" for i in range(6)]
    )

    with within(2):
        walked = walk(scenario)

    assert walked.best.total == 2 * count
