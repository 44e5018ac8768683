# The service alone; Neo4j runs beside it (docker-compose.yml).
FROM python:3.12-slim-bookworm

RUN useradd --create-home --uid 10001 whowhom
WORKDIR /app

COPY requirements.txt ./
RUN python -m pip install --no-cache-dir --require-hashes --requirement requirements.txt

COPY pyproject.toml README.md ./
COPY ontology ontology
COPY seeds seeds
COPY graph graph
COPY api api
RUN python -m pip install --no-cache-dir --no-deps --no-build-isolation .

USER 10001
ENV WHOWHOM_HOST=0.0.0.0 WHOWHOM_PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/v1/health', timeout=4)"]
CMD ["whowhom", "serve"]
