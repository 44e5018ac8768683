"""What locust does in `benchmarks.service`: the same questions over HTTP, or straight to Neo4j over Bolt."""

import json
import os
import random
import time
from pathlib import Path

import neo4j
from locust import FastHttpUser, User, constant, task

QUESTIONS = json.loads(Path(os.environ["QUESTIONS"]).read_text())


class Http(FastHttpUser):
    host = os.environ["ADDRESS"]
    wait_time = constant(0)

    @task
    def ask(self) -> None:
        self.client.get(random.choice(QUESTIONS)["path"], name="question")


class Bolt(User):
    wait_time = constant(0)
    driver = neo4j.GraphDatabase.driver(
        os.environ["BOLT"],
        auth=(os.environ["BOLT_USERNAME"], os.environ["BOLT_PASSWORD"]),
        notifications_min_severity="OFF",
    )

    @task
    def ask(self) -> None:
        start = time.perf_counter()
        with self.driver.session(default_access_mode="READ") as session:
            for statement, parameters in random.choice(QUESTIONS)["statements"]:
                session.execute_read(lambda tx, s=statement, p=parameters: tx.run(s, p).data())
        self.environment.events.request.fire(
            request_type="BOLT",
            name="question",
            response_time=(time.perf_counter() - start) * 1000,
            response_length=0,
            exception=None,
            context={},
        )
