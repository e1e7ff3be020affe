export interface Config {
  auth?: {
    providers?: {
      /** Signs in whoever asks, as one of a few known people. On loopback only. */
      samplePeople?: {
        /** Who can be signed in as; at least one. */
        people: Array<{
          /** Entity ref of a user in the catalog, e.g. `user:default/amara-okafor`. */
          ref: string;
          /** Shown in the settings. */
          name: string;
        }>;
      };
    };
  };
}
