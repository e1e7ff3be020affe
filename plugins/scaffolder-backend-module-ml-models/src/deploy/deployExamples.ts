import { stringify } from 'yaml';

export const deployExamples = [
  {
    description: 'Build the commit just published and wait until it is live',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          action: 'ml-models:deploy',
          name: 'Deploy to production',
          input: {
            model: 'mlmodel:default/flight-delay',
            environment: 'production',
            commit: '${{ steps.publish.output.commitHash }}',
          },
        },
      ],
    }),
  },
  {
    description: 'Release a version that exists, and do not wait',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          action: 'ml-models:deploy',
          name: 'Deploy version 3',
          input: {
            model: 'mlmodel:default/flight-delay',
            environment: 'staging',
            version: 3,
            wait: false,
          },
        },
      ],
    }),
  },
];
