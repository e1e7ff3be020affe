import { mockServices } from '@backstage/backend-test-utils';
import { readArtifactBytesMax } from './readArtifactBytesMax';

const read = (maxMiB?: unknown) =>
  readArtifactBytesMax(
    mockServices.rootConfig({
      data: maxMiB === undefined ? {} : { mlModels: { artifacts: { maxMiB } } },
    }),
  );

describe('readArtifactBytesMax', () => {
  it('is two GiB unless the configuration says otherwise', () => {
    expect(read()).toBe(2 ** 31);
    expect(read(0.5)).toBe(2 ** 19);
  });

  it.each([0, -1])('refuses %d', maxMiB => {
    expect(() => read(maxMiB)).toThrow(
      `mlModels.artifacts.maxMiB is ${maxMiB}, and has to be more than 0`,
    );
  });
});
