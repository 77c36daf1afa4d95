# The bot alone: Postgres is a container of its own (compose.yaml), so neither the embedded server nor the npm-packed Node is installed.
FROM node:26.10.0-alpine AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM node:26.10.0-alpine
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY migrations migrations
COPY roadmap roadmap
COPY commands commands
COPY src src
RUN mkdir -p node_modules/.cache && chown node node_modules/.cache
USER node
# The root is read-only later: what Node strips and compiles is kept now. The start itself ends at the port, which is wrong on purpose.
RUN PORT=none node src/start.js || true
EXPOSE 8080
# Docker's own default, said aloud: the bot finishes what runs and closes its gateway session so that the next start resumes it.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/start.js"]
