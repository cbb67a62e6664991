import './views/base.css';
import './page.css';
import './views/views.css';
import type { PreviewState } from '../preview-data.ts';
import { PreviewApp } from './app.ts';
import { byId } from './views/index.ts';

const app = new PreviewApp(JSON.parse(byId('state').textContent) as PreviewState);
app.start();
