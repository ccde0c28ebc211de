# bookbuild with its libraries and fonts: docker run --rm -v "$PWD:/books" bookbuild bookbuild build my-book
FROM debian:12-slim AS wheel
RUN apt-get update && apt-get install --yes --no-install-recommends python3 python3-venv ca-certificates \
    && python3 -m venv /build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY styles styles
COPY docs/manuscript.md docs/findings.md docs/
RUN /build/bin/pip wheel --no-deps --wheel-dir /wheels .

FROM debian:12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends \
        python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1 fontconfig \
        fonts-hosny-amiri fonts-ebgaramond fonts-sil-gentiumplus ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && python3 -m venv /opt/bookbuild \
    && mkdir -m 1777 /cache /books
COPY --from=wheel /wheels /wheels
RUN /opt/bookbuild/bin/pip install --no-cache-dir /wheels/*.whl && /opt/bookbuild/bin/bookbuild doctor && rm -rf /wheels
ENV PATH=/opt/bookbuild/bin:$PATH BOOKBUILD_CACHE=/cache HOME=/tmp
WORKDIR /books
USER nobody
CMD ["bookbuild", "--help"]
