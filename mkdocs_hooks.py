"""What mkdocs calls while it builds the site: the reference of the ontology is generated, not written."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ontology.reference import reference


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds `ontology.md`."""
    files.append(File.generated(config, "ontology.md", content=reference()))
    return files
