"""The published vectors: none fires or asks another server, and without a sanitiser many do.

Not run unless LMS_XSS_VECTORS names their file; `make prove-xss` says so.
"""

import sys
import time
from collections.abc import Iterator, Sequence

import pytest
import time_machine

from lms import markdown
from lms.markdown.process import Renderer
from tests.hostile import vectors
from tests.hostile.alone import alone, rendered
from tests.hostile.scene import BARE, KIND, Scene, without_policy, without_sanitiser
from tests.hostile.vectors import Vector
from tests.hostile.watching import Victim
from tests.journeys.world import TODAY

pytestmark = pytest.mark.skipif(vectors.published_file() is None, reason=vectors.NOT_SAID)
BATCH = 14_500  # characters of vectors that stand in one text together
FEWEST_FIRES = 200  # of the 2,627, however busy the machine is
SHOWN_LATER = (  # texts that stand on no page which is only opened
    *("check.feedback", "lexicon", "turn.text"),  # shown to those who have answered
    "scenarios.steps.hint",  # who asks for it
    *("plans.summary", "plans.months.weeks.tasks.reason"),  # of an action that comes next
    *("access_look.detail", "job.key", "mark.reason"),
    "workday.occasion",  # kept, and shown only when a move passes the day
    *("focus_session.cut_by", "regrading.words", "reply_amendment"),  # kept, and on no page
    "agreement.goals",  # where nobody has typed others
    "drills.windows.telltale",  # told to who mixes customers up
    *("duet_mark.words", "mentor_feedback.words"),  # to the third seat; to a mentor of three
    "scenarios.steps.waits",  # to who lets a customer wait
    *("scenarios.steps.quick", "scenarios.steps.reply"),  # to who types, and how well
    *("scenarios.steps.good.feedback", "scenarios.steps.partial.feedback"),
    "scenarios.steps.hand-over.summary.told",  # of what was missing
    *("scenarios.steps.record.description.told", "scenarios.steps.record.handling.feedback"),
)


def test_as_markdown_alone_none_fires_and_without_sanitiser_many_do(frames, capsys):
    every = vectors.published()
    bare = Renderer([sys.executable, "-I", "-c", BARE])
    fires, foreign = alone(frames, rendered(markdown.renderer, every))
    before, asking = alone(frames, rendered(bare, every))
    bare.close()
    with capsys.disabled():
        print(  # noqa: T201  # figures of a proof
            f"\n{len(every)} published vectors as Markdown, each alone: {len(fires)} fire, "
            f"{len(foreign)} ask other servers; without sanitiser {len(before)} and {len(asking)}"
        )

    assert (fires, foreign) == (set(), set())
    assert len(before) > FEWEST_FIRES
    assert asking


def batches(every: Sequence[Vector]) -> Iterator[list[Vector]]:
    """Vectors for which there is room in one text."""
    some: list[Vector] = []
    for vector in every:
        if sum(len(one.text) + 1 for one in some) + len(vector.text) > BATCH:
            yield some
            some = []
        some.append(vector)
    yield some


@pytest.mark.timeout(3 * 60 * 60)  # a minute or two for every hundred vectors
@pytest.mark.parametrize("kind", ["published", "own"])
def test_in_every_text_none_fires(browser, tmp_path_factory, capsys, kind):
    pages = 0
    for number, some in enumerate(batches(getattr(vectors, kind)()), 1):
        before = time.monotonic()
        scene = Scene(tmp_path_factory.mktemp("hostile"), some)
        victim = Victim(browser, scene.served.address)
        with time_machine.travel(TODAY, tick=True):
            found = victim.walk(scene.pages("all" if kind == "own" else KIND), scene.cookie)
        victim.context.close()
        scene.stop()
        pages += found.pages
        with capsys.disabled():
            print(  # noqa: T201
                f"{kind} {number}: {len(some)} vectors, {found.pages} pages, "
                f"{len(found.fires)} fires, {len(found.foreign)} foreign requests, "
                f"{time.monotonic() - before:.0f} s"
            )
        assert not found.told(), found.told()

    assert pages > 100


def test_without_sanitiser_every_text_fires_and_the_policy_alone_holds_all(
    browser,
    tmp_path_factory,
    capsys,
):
    scene = Scene(tmp_path_factory.mktemp("hostile"), [Vector("0", "zqx")])
    victims = [Victim(browser, scene.served.address, one) for one in ("zh-CN", "en", "zh-TW")]
    with time_machine.travel(TODAY, tick=True), without_sanitiser(scene.app):
        guarded = victims[0].walk(scene.pages(), scene.cookie)
        with without_policy():
            walks = [victim.walk(scene.pages(), scene.cookie) for victim in victims]
    scene.stop()
    ran = [fire for fire in guarded.fires if "policy" not in fire]
    every = {*scene.poison.fields, *scene.columns}
    fired = scene.names(set().union(*(found.numbers() for found in walks)))
    silent = sorted(name for name in every - fired if not name.startswith(SHOWN_LATER))
    with capsys.disabled():
        print(  # noqa: T201
            f"without sanitiser: {sum(len(found.fires) for found in walks)} fires, "
            f"{len(fired)} of {len(every)} texts; with the policy alone {len(ran)} fires"
        )

    assert ran == []
    assert silent == []
