/* Entry point of the script: <script src="convergence.min.js" data-key="..." data-endpoint="..." async></script> */
import {init} from './convergence.js';

init((document.currentScript || 0).dataset || {});
