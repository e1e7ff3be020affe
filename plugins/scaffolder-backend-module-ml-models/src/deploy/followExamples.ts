import { stringify } from 'yaml';

const deploymentId = '${{ steps.deploy.output.deploymentId }}';

export const followExamples = [
  {
    description: 'Show stages of the pipeline as steps of the task',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          action: 'ml-models:deploy',
          name: 'Queue the deployment',
          input: {
            model: 'mlmodel:default/flight-delay',
            environment: 'production',
            wait: false,
          },
        },
        {
          id: 'test',
          action: 'ml-models:follow',
          name: 'Test',
          input: { deploymentId, stages: ['setup', 'lint', 'test'] },
        },
        {
          id: 'release',
          action: 'ml-models:follow',
          name: 'Start and check',
          input: { deploymentId },
        },
      ],
    }),
  },
];
