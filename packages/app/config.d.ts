export interface Config {
  auth?: {
    providers?: {
      samplePeople?: {
        people: Array<{
          /**
           * Entity ref of the user, e.g. `user:default/amara-okafor`.
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
          role: string;
          /**
           * A sentence or two on what to try as this person.
           * @visibility frontend
           */
          about: string;
        }>;
      };
    };
  };
}
