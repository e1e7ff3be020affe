import { ReaderFactory } from '@backstage/backend-defaults/urlReader';
import { readLocalConfig } from '../readLocalConfig';
import { isLocalGitUrl, LocalGitUrlReader } from './LocalGitUrlReader';
import { LocalRepositories } from './LocalRepositories';

/** Lets every plugin of the backend read the files of local repositories. */
export const localGitReaderFactory: ReaderFactory = ({
  config,
  treeResponseFactory,
}) => {
  const repositories = new LocalRepositories(readLocalConfig(config).data);
  const portalUrl = config.getString('backend.baseUrl');
  return [
    {
      reader: new LocalGitUrlReader(repositories, treeResponseFactory),
      predicate: url => isLocalGitUrl(url, portalUrl),
    },
  ];
};
