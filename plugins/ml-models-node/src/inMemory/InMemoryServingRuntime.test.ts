import { describeServingRuntime } from '../contracts/describeServingRuntime';
import { InMemoryServingRuntime } from './InMemoryServingRuntime';

describeServingRuntime('InMemoryServingRuntime', async () => {
  const runtime = new InMemoryServingRuntime();
  return {
    runtime,
    async makeArtifact(version, { prints, crashes }) {
      const artifactUri = `file:///artifacts/${version}.tar.gz`;
      const artifactDigest = `sha256:${'a'.repeat(64)}`;
      runtime.artifacts.set(artifactUri, artifactDigest);
      if (crashes) {
        runtime.crashing.set(version, prints);
      } else {
        runtime.crashing.delete(version);
      }
      return { artifactUri, artifactDigest };
    },
    packArtifact: async ({ prints }) => Buffer.from(prints),
    async crash(version) {
      runtime.crash(version, 'Killed', 'waiting');
    },
    async ask(url) {
      const { status, headers } = await runtime.fetch(url);
      const version = headers.get('x-noshelfware-version');
      return version
        ? {
            status,
            version: Number(version),
            instance: headers.get('x-starts') ?? undefined,
          }
        : { status };
    },
  };
});
