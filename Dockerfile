# guiju alone in an image, and a second one with a shell for runners that need it (GitLab's, for one):
#
#   docker build -t guiju .
#   docker build -t guiju:shell --target shell .
#   docker run --rm --network none -v "$PWD:/project:ro" guiju check
#
# It reads the folder at /project as nobody. To write reports there, leave out `:ro` and add -u "$(id -u):$(id -g)".
FROM rust:1.90-alpine3.22 AS build
# Linking needs the headers of Alpine's C library, in whichever version the image has.
# hadolint ignore=DL3018
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
# The C library of Alpine makes a binary that needs no other file.
RUN cargo build --release --locked --bin guiju

FROM alpine:3.22 AS shell
COPY --from=build /src/target/release/guiju /usr/local/bin/guiju
WORKDIR /project
USER 65534:65534
CMD ["guiju", "check"]

FROM scratch
COPY --from=build /src/target/release/guiju /guiju
WORKDIR /project
USER 65534:65534
ENTRYPOINT ["/guiju"]
CMD ["check"]
