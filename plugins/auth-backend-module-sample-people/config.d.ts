export interface Config {
  auth?: {
    providers?: {
      /** Signs in whoever asks, as one of a few known people. On loopback only. */
      samplePeople?: {
        /** Who can be signed in as; at least one. */
        people: Array<{
          /**
           * Entity ref of a user in the catalog, e.g. `user:default/amara-okafor`.
           * @visibility frontend
           */
          ref: string;
          /**
           * Shown on the sign-in page and in the settings.
           * @visibility frontend
           */
          name: string;
          /**
           * What the person is to models, e.g. `Engineer`.
           * @visibility frontend
           */
          role?: string;
          /**
           * One sentence on what to try as this person.
           * @visibility frontend
           */
          about?: string;
        }>;
      };
    };
  };
}
