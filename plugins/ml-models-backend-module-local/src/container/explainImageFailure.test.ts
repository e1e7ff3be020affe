import { ToolError } from '../environment/runTool';
import { explainImageFailure } from './explainImageFailure';

const explain = (...lines: string[]) =>
  explainImageFailure(
    new ToolError('docker build ended with 1', lines),
    'docker',
  ).message;

describe('explainImageFailure', () => {
  // Printed by podman 4.3.1 and docker 28.2.2, and as BuildKit documents it, 2026-11-29.
  it.each([
    [
      'a base image that cannot be had',
      [
        'Trying to pull docker.io/library/python:3.12-slim...',
        'Error: creating build container: initializing source docker://python:3.12-slim: pinging container registry registry-1.docker.io: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
      ],
      /^The base image could not be had, .*: creating build container: .* no such host\. Check its name, the network/,
    ],
    [
      'a registry that refuses, after its retries',
      [
        'time="2026-11-29T10:51:28Z" level=warning msg="Failed, retrying in 2s ... (3/3). Error: connect: connection refused"',
        'Error: creating build container: initializing source docker://localhost/nope:1: connect: connection refused',
      ],
      /^The base image could not be had, .*: creating build container: /,
    ],
    [
      'a file that podman misses',
      [
        'Error: building at STEP "COPY missing.txt .": checking on sources under "/tmp/b1": copier: stat: "/missing.txt": no such file or directory',
      ],
      /^The Dockerfile copies what the artifact does not hold: .*missing\.txt.* Let the step package put it in/,
    ],
    [
      'a file that BuildKit misses',
      [
        'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref x::y: "/missing.txt": not found',
      ],
      /^The Dockerfile copies what the artifact does not hold: .*missing\.txt/,
    ],
    [
      'a full disk',
      ['write /app/model: no space left on device'],
      /^The disk of the container engine is full/,
    ],
    [
      'an engine that is down',
      [
        'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      ],
      /'docker' does not reach its engine: Cannot connect .* Start the engine/,
    ],
    [
      'a command that fails',
      [
        'no way',
        'Error: building at STEP "RUN exit 3": while running runtime: exit status 3',
      ],
      /^The image could not be built from the Dockerfile: building at STEP "RUN exit 3": while running runtime: exit status 3\. The log/,
    ],
  ])('explains %s', (_, lines, expected) => {
    expect(explain(...lines)).toMatch(expected);
  });

  it('leaves alone what no engine said', () => {
    const error = new Error('the artifact has no Dockerfile');
    expect(explainImageFailure(error, 'docker')).toBe(error);
  });
});
