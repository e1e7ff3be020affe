import { EXTERNAL_RUNTIME } from '@noshelfware/backstage-plugin-ml-models-common';
import { NotImplementedError } from '@backstage/errors';
import {
  HandedArtifact,
  ServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node';
import type { ArtifactStore } from '../versions/artifacts/ArtifactStore';
import { getAdapter } from './getAdapter';

/** Hands artifacts on to the runtime that is to serve them. */
export class RuntimeArtifactStore implements ArtifactStore {
  constructor(
    private readonly runtimes: Map<string, ServingRuntime>,
    private readonly runtimeId: string,
  ) {}

  async keep(artifact: HandedArtifact): Promise<string> {
    const { runtimeId: id, runtimes } = this;
    const runtime =
      id === EXTERNAL_RUNTIME
        ? undefined
        : getAdapter(runtimes, id, 'serving runtime');
    if (!runtime?.keepArtifact) {
      throw new NotImplementedError(
        `The serving runtime '${id}' takes no artifacts: publish this one where the runtime fetches from, and register the version with its artifactUri there`,
      );
    }
    return runtime.keepArtifact(artifact);
  }
}
