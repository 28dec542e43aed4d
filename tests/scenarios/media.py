"""The cold kettle with a picture and a sound: a photo at the second step, a voice at the third."""

import io
import shutil
import wave
from pathlib import Path

from flask import Flask

from tests.scenarios.conftest import COMPETENCIES, HERE, Stage

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4"/></svg>'
PHOTO = """        image:
          file: dark-light.svg
          alt: {zh-Hans: 底座上的灯是黑的, en: The light on the base is dark}
"""
VOICE = """        audio:
          file: dripping.wav
          transcript: {zh-Hans: （水滴声）你听，还漏水, en: (Dripping) Hear that? It leaks too.}
"""


def sound(seconds: float = 0.1) -> bytes:
    """Silence as a WAV."""
    made = io.BytesIO()
    with wave.open(made, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(1)
        writer.setframerate(8_000)
        writer.writeframes(b"\x80" * int(8_000 * seconds))
    return made.getvalue()


def write(folder: Path) -> Path:
    """The scenario and its files; where the files are."""
    (folder / "courses").mkdir()
    shutil.copy(COMPETENCIES, folder / "courses")
    scenarios = folder / "quizzes" / "scenarios"
    (scenarios / "media").mkdir(parents=True)
    told = (HERE / "cold-kettle.yaml").read_text("utf-8")
    for words, added in (("底座的灯不亮。", PHOTO), ("那我今天怎么办？", VOICE)):
        (line,) = [it for it in told.splitlines(keepends=True) if words in it]
        told = told.replace(line, line + added)
    (scenarios / "cold-kettle.yaml").write_text(told, "utf-8")
    (scenarios / "media" / "dark-light.svg").write_text(DRAWING, "utf-8")
    (scenarios / "media" / "dripping.wav").write_bytes(sound())
    return scenarios / "media"


def set_up(app: Flask, folder: Path) -> Stage:
    """The same, loaded."""
    write(folder)
    stage = Stage(app, folder)
    stage.load()
    return stage
