import { stringify } from 'yaml';

export const checkExamples = [
  {
    description: 'Check the answers before anything is made of them',
    example: stringify({
      steps: [
        {
          id: 'check',
          action: 'ml-models:check',
          name: 'Check the answers',
          input: {
            creates: ['mlmodel:default/${{ parameters.name }}'],
            repository: {
              owner: 'flight-ops-ds',
              name: '${{ parameters.name }}',
            },
            owner: '${{ parameters.owner }}',
            system: '${{ parameters.system }}',
            dependsOn: ['${{ parameters.dataset }}'],
          },
        },
      ],
    }),
  },
];
