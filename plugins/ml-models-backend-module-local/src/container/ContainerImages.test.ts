import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeExecutable } from '../__testUtils__/executable';
import { processVariables } from '../__testUtils__/processVariables';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { Artifact, writeArtifact } from '../__testUtils__/writeArtifact';
import { artifactFile, DataDirectory, dataDirectoryAt } from '../dataDirectory';
import { ContainerEngine } from './ContainerEngine';
import { ContainerImages } from './ContainerImages';
import { imageRepository } from './containerLabels';

/**
 * Writes down what it is called with, and has an image once it has built one. Real
 * engines are tested with in `runtime/containerRuntime.test.ts`.
 */
const FAKE_DOCKER = `
echo "$@" >> calls
case "$1 $2" in
  'image inspect')
    if [ -e built ]; then echo '[{"Config": {"User": "1000"}}]'; exit 0; fi
    echo "Error response from daemon: No such image: $3" >&2
    exit 1;;
  build*)
    env > environment
    for last; do :; done
    ls -A "$last" "$last/dist" > context
    [ ! -e hold ] || cat hold
    : > built
    echo 'Step 1/1 : FROM scratch';;
  images*) cat images;;
esac`;

describe('ContainerImages', () => {
  const folder = temporaryDirectory();
  const setVariables = processVariables();
  let data: DataDirectory;
  let images: ContainerImages;
  let artifact: Artifact;

  beforeEach(async () => {
    const bin = join(folder.path, 'bin');
    const docker = await writeExecutable(
      bin,
      'docker',
      `cd ${folder.path}\n${FAKE_DOCKER}`,
    );
    setVariables({
      DOCKER_HOST: 'tcp://engine:2376',
      DATABASE_PASSWORD: 'hush',
    });
    data = dataDirectoryAt(join(folder.path, 'data'));
    artifact = await writeArtifact(data, { Dockerfile: 'FROM scratch\n' });
    images = new ContainerImages(data, new ContainerEngine(docker));
  });

  const read = (file: string) =>
    readFileSync(join(folder.path, file), 'utf8').split('\n').filter(Boolean);
  const builds = () => read('calls').filter(call => call.startsWith('build'));

  it('builds the Dockerfile of an artifact, beside the artifact itself', async () => {
    const lines: string[] = [];
    const image = await images.prepare(artifact.hex, line => lines.push(line));

    const name = `${imageRepository(data.root)}:${artifact.hex}`;
    expect(image).toEqual({ name, user: undefined });
    expect(builds()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^build --tag ${name} --label io.noshelfware.data=${data.root} --label io.noshelfware.artifact=sha256:${artifact.hex} --file (\\S+)/Dockerfile \\1$`,
        ),
      ),
    ]);
    expect(read('context')).toEqual(
      expect.arrayContaining(['Dockerfile', 'dist', 'model.tar.gz']),
    );
    expect(lines).toContain('Step 1/1 : FROM scratch');
    expect(readdirSync(data.versions)).toEqual([]);
  });

  it('shows the engine its settings and no secret of the backend', async () => {
    await images.prepare(artifact.hex, () => {});
    const environment = read('environment').join('\n');
    expect(environment).toContain('DOCKER_HOST=tcp://engine:2376');
    expect(environment).not.toContain('hush');
  });

  it('builds once, however many ask and whenever', async () => {
    const { hex } = artifact;
    await Promise.all([
      images.prepare(hex, () => {}),
      images.prepare(hex, () => {}),
    ]);
    await images.prepare(hex, () => {});
    expect(builds()).toHaveLength(1);
  });

  it('removes images whose artifact is gone or that have no name, and no others', async () => {
    const repository = imageRepository(data.root);
    const gone = 'f'.repeat(64);
    expect(existsSync(artifactFile(data, artifact.hex))).toBe(true);
    writeFileSync(
      join(folder.path, 'images'),
      [
        `sha256:1 ${repository}:${artifact.hex}`,
        `sha256:2 ${repository}:${gone}`,
        'sha256:3 <none>:<none>',
        '',
      ].join('\n'),
    );
    await images.prune();
    expect(read('calls').filter(call => call.startsWith('image rm'))).toEqual([
      `image rm ${repository}:${gone}`,
      'image rm sha256:3',
    ]);
  });

  it('says what to install where there is no engine', async () => {
    const missing = join(folder.path, 'nowhere', 'docker');
    const none = new ContainerImages(data, new ContainerEngine(missing));
    await expect(none.prepare(artifact.hex, () => {})).rejects.toThrow(
      `there is no program '${missing}' to run them: install Docker`,
    );
  });
});
