import {
  CallInput,
  MlModelsClient,
  Operation,
  OperationInput,
  OperationResponse,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

export const ENGINEER = 'user:default/amara-okafor';

const apiSessionSchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
});

/** Somebody signed in to a running portal, as the browser would be. */
export class PortalUser {
  private readonly client: MlModelsClient;

  private constructor(readonly url: string, private token: string) {
    this.client = new MlModelsClient({
      discoveryApi: { getBaseUrl: async id => `${url}/api/${id}` },
    });
  }

  static async signIn(url: string, userRef = ENGINEER): Promise<PortalUser> {
    const response = await fetch(`${url}/api/auth/samplePeople/refresh`, {
      headers: {
        'x-requested-with': 'XMLHttpRequest',
        'x-sample-person': userRef,
      },
    });
    if (!response.ok) {
      throw new Error(
        `Signing in as ${userRef} failed: ${
          response.status
        } ${await response.text()}`,
      );
    }
    const session = apiSessionSchema.parse(await response.json());
    return new PortalUser(url, session.backstageIdentity.token);
  }

  call<O extends Operation>(
    operation: O,
    input: OperationInput<O> & CallInput,
  ): Promise<OperationResponse<O>> {
    return this.client.call(operation, input, { token: this.token });
  }

  /** Any other plugin's API, as JSON. */
  async fetchJson(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, {
      ...init,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.token}`,
      },
    });
    if (!response.ok) {
      throw new Error(
        `${path} answered ${response.status}: ${await response.text()}`,
      );
    }
    return response.json();
  }
}
