# One image for every part; the command says which. Everything in it is pinned by the lock files.
FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/helpdesk \
    && /opt/helpdesk/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY helpdesk helpdesk
COPY workers workers
RUN pip wheel --no-deps --no-build-isolation --wheel-dir wheel . \
    && /opt/helpdesk/bin/pip install --no-cache-dir --no-deps --no-index wheel/*.whl

FROM python:3.13-slim
RUN useradd --system --no-create-home --uid 10001 helpdesk
COPY --from=build /opt/helpdesk /opt/helpdesk
ENV PATH=/opt/helpdesk/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HELPDESK_HOST=0.0.0.0 \
    HELPDESK_CONFIG=/etc/helpdesk/helpdesk.toml \
    HELPDESK_DATA_DIR=/var/lib/helpdesk \
    HELPDESK_LOG_FORMAT=json
WORKDIR /var/lib/helpdesk
RUN chown helpdesk /var/lib/helpdesk
USER helpdesk
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:3000/healthz', timeout=2)"]
CMD ["helpdesk", "web"]
