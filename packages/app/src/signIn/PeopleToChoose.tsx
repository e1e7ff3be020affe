import { Content, EmptyState, Header, Page } from '@backstage/core-components';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { PersonCard } from './PersonCard';
import { SamplePerson } from './useSamplePeople';

interface PeopleToChooseProps {
  people: SamplePerson[];
  onChoose: (person: SamplePerson) => void;
}

export const PeopleToChoose = ({ people, onChoose }: PeopleToChooseProps) => (
  <Page themeId="home">
    <Header
      title="NoShelfware"
      subtitle="From a template to a monitored model"
    />
    <Content>
      <Typography paragraph>
        This portal runs on your machine and asks for no password. Choose whose
        eyes to look through. To change, sign out in the settings.
      </Typography>
      {people.length === 0 ? (
        <EmptyState
          missing="info"
          title="Nobody to sign in as"
          description="List people under auth.providers.samplePeople.people in app-config.yaml, then start the portal again."
        />
      ) : (
        <Grid container spacing={3}>
          {people.map(person => (
            <Grid item key={person.ref} xs={12} sm={6} md={4}>
              <PersonCard person={person} onChoose={() => onChoose(person)} />
            </Grid>
          ))}
        </Grid>
      )}
    </Content>
  </Page>
);
