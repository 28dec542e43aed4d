"""Our own vectors as Markdown, each alone in Chromium; in every text by `make prove-xss`."""

import sys

from lms import markdown
from lms.markdown.process import Renderer
from tests.hostile import poison, typed, vectors
from tests.hostile.alone import alone, rendered
from tests.hostile.scene import BARE

FEWEST = 150  # vectors of our own
FEWEST_FIRES = 20  # without the sanitiser
LOOKS = 3  # on a busy machine a frame may be closed before it asks


def test_there_are_enough_vectors_of_our_own():
    texts = {vector.text for vector in vectors.own()}

    assert len(texts) == len(vectors.own()) >= FEWEST


def test_of_every_column_of_text_somebody_has_said_whether_people_type_into_it():
    assert typed.undecided() == []


def test_every_text_of_authors_is_attacked_or_known_to_be_no_text():
    assert poison.forgotten() == []


def test_as_markdown_none_fires_or_asks_another_server(frames):
    assert alone(frames, rendered(markdown.renderer, vectors.own())) == (set(), set())


def test_without_the_sanitiser_many_fire_and_ask(frames):
    bare = Renderer([sys.executable, "-I", "-c", BARE])
    documents = rendered(bare, vectors.own())
    bare.close()
    fires, foreign = set(), set()
    for _look in range(LOOKS):
        fired, asked = alone(frames, documents)
        fires, foreign = fires | fired, foreign | asked
        if len(fires) > FEWEST_FIRES and foreign:
            break

    assert len(fires) > FEWEST_FIRES
    assert foreign
