"""The least that a Flask page can be: one template and one select; one durable insert.

What the product is measured against, on the same server settings and the same database settings.
"""

import os

import sqlalchemy as sa
from flask import Flask, render_template, request
from flask_sqlalchemy import SQLAlchemy

from lms.db import sqlite  # its listeners give every connection the product's settings

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{os.environ['BARE_DATABASE']}"
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"module": sqlite, "pool_size": 10}
db = SQLAlchemy(app)
rows = db.Table("row", sa.Column("id", sa.Integer, primary_key=True), sa.Column("words", sa.Text))


with app.app_context():
    db.create_all()
    if db.session.scalar(sa.select(sa.func.count()).select_from(rows)) == 0:
        db.session.execute(rows.insert(), [{"words": f"第 {n} 行"} for n in range(100)])
        db.session.commit()


@app.get("/page")
def show_page():
    """One template, one select by primary key."""
    words = db.session.scalar(sa.select(rows.c.words).where(rows.c.id == 42))
    return render_template("bare.html", words=words)


@app.post("/rows")
def create_row():
    """One durable insert."""
    db.session.rollback()
    db.session.connection(execution_options={"lms_writes": True})
    db.session.execute(rows.insert().values(words=request.form["words"]))
    db.session.commit()
    return "saved"
