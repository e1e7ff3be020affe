import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import app from './App';
import './brand/colorScheme.css';

const root = document.getElementById('root');
if (!root) {
  throw new Error('index.html lost the element with id "root"');
}
ReactDOM.createRoot(root).render(app.createRoot());
