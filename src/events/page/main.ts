import '../../preview/page/views/base.css';
import '../../preview/page/views/views.css';
import './loop.css';
import { byId } from '../../preview/page/views/index.ts';
import type { LoopState } from '../loop/state.ts';
import { LoopApp } from './app.ts';

const app = new LoopApp(JSON.parse(byId('state').textContent) as LoopState);
app.start();
