import { InfoCard } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { SamplePerson } from './useSamplePeople';

interface PersonCardProps {
  person: SamplePerson;
  onChoose: () => void;
}

export const PersonCard = ({ person, onChoose }: PersonCardProps) => (
  <InfoCard
    variant="fullHeight"
    title={`${person.role} – ${person.name}`}
    actions={
      <Button color="primary" variant="outlined" onClick={onChoose}>
        Sign in as {person.name}
      </Button>
    }
  >
    <Typography>{person.about}</Typography>
  </InfoCard>
);
